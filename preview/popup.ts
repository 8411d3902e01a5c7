import { element, freshId } from './dom.ts'

/** A button that opens a small window beneath it; Escape and a press elsewhere close it. */
export function popup(
  button: HTMLButtonElement,
  label: string,
  content: (close: () => void) => HTMLElement,
): HTMLElement {
  const id = freshId('popup')
  const window = element('div', { class: 'popup', id, role: 'dialog', 'aria-label': label, hidden: true })
  const place = element('div', { class: 'popup-place' }, button, window)
  button.setAttribute('aria-haspopup', 'dialog')
  button.setAttribute('aria-expanded', 'false')
  button.setAttribute('aria-controls', id)
  const outside = (event: Event) => {
    if (event.target instanceof Node && !place.contains(event.target)) close()
  }
  const close = () => {
    window.hidden = true
    button.setAttribute('aria-expanded', 'false')
    removeEventListener('pointerdown', outside)
  }
  button.addEventListener('click', () => {
    if (!window.hidden) return close()
    window.replaceChildren(
      content(() => {
        close()
        button.focus()
      }),
    )
    window.hidden = false
    button.setAttribute('aria-expanded', 'true')
    addEventListener('pointerdown', outside)
    window.querySelector<HTMLElement>('[aria-current], input, button')?.focus()
  })
  place.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || window.hidden) return
    event.stopPropagation()
    close()
    button.focus()
  })
  return place
}
