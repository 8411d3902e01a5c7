import type { RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'
import { element, icon } from '../dom.ts'

/** A row with a heading that folds it. */
export function foldableRow(
  { id, title }: RowPanel,
  grid: HTMLElement,
  isFolded: boolean,
  onOpen: () => void,
): HTMLElement {
  const button = element(
    'button',
    { type: 'button', 'aria-controls': grid.id },
    icon('M6 4l4 4-4 4'),
    title ?? '',
  )
  const row = element('section', { class: 'row', 'data-row': id }, element('h2', {}, button), grid)
  const fold = (folded: boolean) => {
    row.dataset.folded = String(folded)
    grid.hidden = folded
    button.setAttribute('aria-expanded', String(!folded))
  }
  button.addEventListener('click', () => {
    const folded = row.dataset.folded !== 'true'
    fold(folded)
    if (!folded) onOpen()
  })
  fold(isFolded)
  return row
}
