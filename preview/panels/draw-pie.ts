import { type PieOptions, pieChart, type Slice, slicesOf } from '../../toolkit/drawing/charts/pie-chart.ts'
import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import { chartHost, drawChart, tooltipStyle } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { tooltipContent } from './tooltip.ts'

/** Draws shares of a whole. */
export const drawPie: DrawPanel = (host, input) => {
  const { panel, theme } = input
  const slices = slicesOf(input)
  const options: PieOptions = panel.options ?? {}
  const place = chartHost(host)
  drawPieLegend(host, slices, options, input)
  drawChart(place, {
    ...pieChart(slices, input),
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'item',
      formatter: (pointed: unknown) => {
        const index =
          typeof pointed === 'object' && pointed !== null && 'dataIndex' in pointed
            ? Number(pointed.dataIndex)
            : 0
        const slice = slices[index]
        if (!slice) return ''
        return tooltipContent(slice.title, [
          { color: slice.display.color, name: slice.percent, value: slice.text },
        ])
      },
    },
  })
  return slices.map(({ title, text, percent }) => `${title} ${text} (${percent})`).join(', ')
}

function drawPieLegend(
  host: HTMLElement,
  slices: readonly Slice[],
  { legend = {} }: PieOptions,
  input: DrawingInput,
): void {
  host.querySelector(':scope > .legend')?.remove()
  const { showLegend = true, placement = 'bottom', values = [] } = legend
  host.classList.toggle('legend-right', placement === 'right')
  if (!showLegend) return
  const rows = slices.map((slice) => {
    const name = element('span', { class: 'legend-name' }, slice.title)
    return element(
      'div',
      { class: 'legend-row' },
      element('span', { class: 'swatch', style: `--color: ${slice.display.color}` }),
      linkAround(name, slice, input),
      values.includes('value') && element('b', {}, slice.text),
      values.includes('percent') && element('span', { class: 'legend-percent' }, slice.percent),
    )
  })
  host.append(element('div', { class: 'legend legend-table' }, ...rows))
}
