import { pointsOf, xyChart } from '../../toolkit/drawing/charts/xy-chart.ts'
import { shownText } from '../../toolkit/drawing/shown-value.ts'
import type { ShownFrame } from '../../toolkit/grafana/model/display/shown-fields.ts'
import { chartHost, drawChart, tooltipStyle } from './chart.ts'
import type { DrawPanel } from './panel-drawing.ts'
import { tooltipContent } from './tooltip.ts'

/** Draws a point for each row, by two of its numbers. */
export const drawXyChart: DrawPanel = (host, input) => {
  const points = pointsOf(input)
  if (!points) return 'no numbers'
  const { frame, x, y, colorAt } = points
  drawChart(chartHost(host), {
    ...xyChart(points, input),
    tooltip: {
      ...tooltipStyle(input.theme),
      trigger: 'item',
      formatter: (pointed: unknown) => {
        const index =
          typeof pointed === 'object' && pointed !== null && 'dataIndex' in pointed
            ? Number(pointed.dataIndex)
            : 0
        return pointTooltip(frame, index, colorAt(index))
      },
    },
  })
  return `${frame.length} points by ${x.title} and ${y.title}`
}

function pointTooltip(frame: ShownFrame, index: number, color: string): HTMLElement {
  const [first, ...rest] = frame.fields
  const heading = first ? shownText(first, first.values[index]) : ''
  const lines = rest.map((field) => ({
    color,
    name: field.title,
    value: shownText(field, field.values[index]),
  }))
  return tooltipContent(heading, lines)
}
