import { drawBarChart } from './draw-bar-chart.ts'
import { drawBarGauge } from './draw-bar-gauge.ts'
import { drawGauge } from './draw-gauge.ts'
import { drawPie } from './draw-pie.ts'
import { drawStat } from './draw-stat.ts'
import { drawTable } from './draw-table.ts'
import { drawText } from './draw-text.ts'
import { drawTimeseries } from './draw-timeseries.ts'
import { drawXyChart } from './draw-xy-chart.ts'
import type { DrawPanel } from './panel-drawing.ts'

/** The panels that the preview draws, by Grafana's names. */
const drawings: Readonly<Record<string, DrawPanel>> = {
  barchart: drawBarChart,
  bargauge: drawBarGauge,
  gauge: drawGauge,
  piechart: drawPie,
  stat: drawStat,
  table: drawTable,
  text: drawText,
  timeseries: drawTimeseries,
  trend: drawTimeseries,
  xychart: drawXyChart,
}

/** How a kind of panel is drawn; one that the preview does not know is shown as a table. */
export const drawingOf = (type: string): { readonly draw: DrawPanel; readonly known: boolean } => {
  const draw = drawings[type]
  return { draw: draw ?? drawTable, known: draw !== undefined }
}
