import { dialChart } from '../../toolkit/drawing/charts/dial-chart.ts'
import { singleValues, valueText } from '../../toolkit/drawing/single-values.ts'
import type { PanelValue } from '../../toolkit/grafana/model/display/panel-values.ts'
import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import { drawChart } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'

/** Draws numbers on dials, with the thresholds around them. */
export const drawGauge: DrawPanel = (host, input) => {
  const values = singleValues(input)
  host.replaceChildren()
  const grid = element('div', { class: 'stats', style: `--count: ${values.length}` })
  host.append(grid)
  return values.map((value) => drawDial(grid, value, values.length > 1, input)).join(', ')
}

function drawDial(grid: HTMLElement, value: PanelValue, several: boolean, input: DrawingInput): string {
  const { field, title: name } = value
  const { max } = field.range
  const dial = element('div', { class: 'dial chart', 'aria-hidden': 'true' })
  const heading = several ? element('div', { class: 'stat-name' }, name) : null
  grid.append(element('div', { class: 'gauge' }, linkAround(dial, value, input), heading))
  drawChart(dial, dialChart(value, input.theme))
  return several ? `${name} ${valueText(value)}` : `${valueText(value)} of ${max}`
}
