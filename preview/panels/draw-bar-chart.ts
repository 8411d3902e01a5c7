import { barChart, barsOf } from '../../toolkit/drawing/charts/bar-chart.ts'
import { shownText } from '../../toolkit/drawing/shown-value.ts'
import { chartHost, drawChart, tooltipStyle } from './chart.ts'
import type { DrawPanel } from './panel-drawing.ts'
import { tooltipContent } from './tooltip.ts'

/** Draws bars beside each other, named by a column of texts. */
export const drawBarChart: DrawPanel = (host, input) => {
  const { labels, bars } = barsOf(input)
  drawChart(chartHost(host), {
    ...barChart(input),
    tooltip: {
      ...tooltipStyle(input.theme),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (pointed: unknown) => {
        const [item]: unknown[] = Array.isArray(pointed) ? pointed : []
        const index =
          typeof item === 'object' && item !== null && 'dataIndex' in item ? Number(item.dataIndex) : 0
        const lines = bars.map((field) => {
          return { name: field.title, color: field.color, value: shownText(field, field.values[index]) }
        })
        return tooltipContent(labels[index] ?? '', lines)
      },
    },
  })
  return `${labels.length} bars`
}
