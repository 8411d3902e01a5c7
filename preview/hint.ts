import { element, freshId } from './dom.ts'

/** Explains a button in a few words while the pointer is on it or it has the focus. */
export function withHint(button: HTMLElement, text: string): HTMLElement {
  const id = freshId('hint')
  const words = element('div', { class: 'hint', id, role: 'tooltip' }, text)
  button.setAttribute('aria-describedby', id)
  const place = element('span', { class: 'hint-place' }, button, words)
  const show = () => {
    const { left, bottom } = button.getBoundingClientRect()
    words.style.left = `${Math.max(8, Math.min(left, innerWidth - 336))}px`
    words.style.top = `${bottom + 6}px`
    words.classList.add('shown')
  }
  const hide = () => words.classList.remove('shown')
  button.addEventListener('pointerenter', show)
  button.addEventListener('focus', show)
  button.addEventListener('click', show)
  button.addEventListener('pointerleave', hide)
  button.addEventListener('blur', hide)
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide()
  })
  return place
}
