import { legendEntries, legendPlacement } from '../../toolkit/drawing/legend-entries.ts'
import type { Series } from '../../toolkit/drawing/series.ts'
import { element } from '../dom.ts'
import type { DrawingInput } from './panel-drawing.ts'

/** Draws the legend of a chart; pressing a name shows that line alone, and again all of them. */
export function drawLegend(
  host: HTMLElement,
  series: readonly Series[],
  input: DrawingInput,
  onHide: (hidden: ReadonlySet<string>) => void,
): void {
  host.querySelector(':scope > .legend')?.remove()
  host.classList.toggle('legend-right', legendPlacement(input) === 'right')
  const entries = legendEntries(series, input)
  if (entries.length === 0) return
  let alone: string | undefined
  const items = entries.map(({ name, color, line, figures }) => {
    const button = element(
      'button',
      { type: 'button', class: 'legend-item', 'aria-pressed': 'true', title: `Show ${name} alone` },
      element('span', { class: `swatch ${line}`, style: `--color: ${color}` }),
      element('span', {}, name),
      ...figures.map((figure) =>
        element('span', { class: 'legend-figure' }, `${figure.name}: `, element('b', {}, figure.text)),
      ),
    )
    button.addEventListener('click', () => {
      alone = alone === name ? undefined : name
      for (const [index, item] of items.entries())
        item.setAttribute('aria-pressed', String(alone === undefined || entries[index]?.name === alone))
      onHide(new Set(alone === undefined ? [] : series.map((one) => one.name).filter((one) => one !== alone)))
    })
    return button
  })
  host.append(element('div', { class: 'legend', role: 'group', 'aria-label': 'Legend' }, ...items))
}
