import { element } from '../dom.ts'

/** One line of a tooltip. */
export interface TooltipLine {
  readonly color: string
  readonly name: string
  readonly value: string
}

/** A tooltip's content: a heading, and a line for each value. */
export function tooltipContent(heading: string, lines: readonly TooltipLine[]): HTMLElement {
  return element(
    'div',
    { class: 'tooltip' },
    element('div', { class: 'tooltip-heading' }, heading),
    ...lines.map(({ color, name, value }) =>
      element(
        'div',
        { class: 'tooltip-line' },
        element('span', { class: 'swatch', style: `background: ${color}` }),
        element('span', { class: 'tooltip-name' }, name),
        element('strong', {}, value),
      ),
    ),
  )
}
