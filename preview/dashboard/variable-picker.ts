import type { VariableState } from '../../toolkit/preview/api.ts'
import { changeParameters } from '../address.ts'
import { element } from '../dom.ts'
import { popup } from '../popup.ts'

const all = '$__all'

/** The pickers of a dashboard's variables. */
export function variablePickers(states: readonly VariableState[]): HTMLElement[] {
  return states.filter(({ hidden }) => !hidden).map(variablePicker)
}

function variablePicker(state: VariableState): HTMLElement {
  const id = `variable-${state.name}`
  const control = state.free
    ? textControl(state, id)
    : state.multi
      ? severalControl(state, id)
      : oneControl(state, id)
  return element(
    'div',
    { class: 'variable', title: state.description },
    element('label', { for: id }, state.label),
    control,
    state.problem !== null && element('span', { class: 'variable-problem', role: 'alert' }, state.problem),
  )
}

const choose = ({ name }: VariableState, values: readonly string[]): void =>
  changeParameters({ [`var-${name}`]: values })

function oneControl(state: VariableState, id: string): HTMLElement {
  const everything = state.includeAll ? [{ text: 'All', value: all }] : []
  const select = element(
    'select',
    { id, class: 'control' },
    ...[...everything, ...state.choices].map(({ text, value }) =>
      element('option', { value, selected: state.value.includes(value) }, text),
    ),
  )
  select.addEventListener('change', () => choose(state, [select.value]))
  return select
}

function textControl(state: VariableState, id: string): HTMLElement {
  const input = element('input', { id, class: 'control', value: state.value[0] ?? '' })
  input.addEventListener('change', () => choose(state, [input.value]))
  return input
}

function severalControl(state: VariableState, id: string): HTMLElement {
  const texts = state.choices.filter(({ value }) => state.value.includes(value)).map(({ text }) => text)
  const shown = state.value.includes(all)
    ? 'All'
    : texts.length > 2
      ? `${texts.length} chosen`
      : texts.join(', ') || 'None'
  const name = `${state.label}: ${shown}`
  const button = element('button', { id, type: 'button', class: 'control', 'aria-label': name }, shown)
  return popup(button, state.label, (close) => {
    const everything = state.includeAll ? [{ text: 'All', value: all }] : []
    const boxes = [...everything, ...state.choices].map(({ text, value }) => {
      const box = element('input', { type: 'checkbox', value, checked: state.value.includes(value) })
      return { box, label: element('label', { class: 'choice' }, box, text) }
    })
    for (const { box } of boxes) {
      box.addEventListener('change', () => {
        if (!box.checked) return
        for (const other of boxes)
          if ((other.box.value === all) !== (box.value === all)) other.box.checked = false
      })
    }
    const apply = () => {
      const chosen = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value)
      close()
      choose(state, chosen.length === 0 && state.includeAll ? [all] : chosen)
    }
    return element(
      'div',
      { class: 'several' },
      element('div', { class: 'several-choices' }, ...boxes.map(({ label }) => label)),
      element('button', { type: 'button', class: 'primary', onclick: apply }, 'Apply'),
    )
  })
}
