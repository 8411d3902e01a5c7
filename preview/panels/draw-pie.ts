import type { PanelValue } from '../../toolkit/grafana/model/display/panel-values.ts'
import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import { chartColors, chartHost, drawChart, tooltipStyle } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { singleValues, valueText } from './single-values.ts'
import { tooltipContent } from './tooltip.ts'

interface PieOptions {
  readonly pieType?: 'pie' | 'donut'
  readonly legend?: {
    readonly showLegend?: boolean
    readonly placement?: 'right' | 'bottom'
    readonly values?: readonly ('value' | 'percent')[]
  }
}

interface Slice extends PanelValue {
  readonly size: number
  readonly text: string
  readonly percent: string
}

/** Draws shares of a whole. */
export const drawPie: DrawPanel = (host, input) => {
  const { panel, theme } = input
  const slices = slicesOf(input)
  const options: PieOptions = panel.options ?? {}
  const { panel: ground } = chartColors(theme)
  const place = chartHost(host)
  drawPieLegend(host, slices, options, input)
  drawChart(place, {
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
    series: {
      type: 'pie',
      radius: options.pieType === 'donut' ? ['56%', '88%'] : ['0%', '88%'],
      label: { show: false },
      emphasis: { scaleSize: 4 },
      itemStyle: { borderColor: ground, borderWidth: 2, borderRadius: 3 },
      data: slices.map(({ title, size, display }) => ({
        name: title,
        value: size,
        itemStyle: { color: display.color },
      })),
    },
  })
  return slices.map(({ title, text, percent }) => `${title} ${text} (${percent})`).join(', ')
}

function slicesOf(input: DrawingInput): Slice[] {
  const values = singleValues(input)
  const sizes = values.map(({ display }) => Math.max(0, display.numeric || 0))
  const whole = sizes.reduce((total, size) => total + size, 0)
  return values.map((one, index): Slice => {
    const size = sizes[index] ?? 0
    const percent = whole === 0 ? '0%' : `${Math.round((size / whole) * 100)}%`
    return { ...one, size, text: valueText(one), percent }
  })
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
      element('span', { class: 'swatch', style: `background: ${slice.display.color}` }),
      linkAround(name, slice, input),
      values.includes('value') && element('b', {}, slice.text),
      values.includes('percent') && element('span', { class: 'legend-percent' }, slice.percent),
    )
  })
  host.append(element('div', { class: 'legend legend-table' }, ...rows))
}
