import { sparkline } from '../../toolkit/drawing/charts/sparkline.ts'
import { statLook } from '../../toolkit/drawing/charts/stat-look.ts'
import { singleValues, valueText } from '../../toolkit/drawing/single-values.ts'
import type { PanelValue } from '../../toolkit/grafana/model/display/panel-values.ts'
import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import { drawChart } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'

/** Draws large numbers, each over its own line. */
export const drawStat: DrawPanel = (host, input) => {
  const values = singleValues(input)
  host.replaceChildren()
  const grid = element('div', { class: 'stats', style: `--count: ${values.length}` })
  host.append(grid)
  return values.map((value) => drawOne(grid, value, values.length > 1, input)).join(', ')
}

function drawOne(grid: HTMLElement, value: PanelValue, several: boolean, input: DrawingInput): string {
  const { display, title } = value
  const look = statLook(value, several, input)
  const { ground, color, hasLine, change } = look
  const line = element('div', { class: 'sparkline chart', 'aria-hidden': 'true' })
  const number = element(
    'div',
    {
      class: 'stat-value',
      ...(ground === undefined && color !== undefined && { style: `color: ${color}` }),
    },
    display.prefix ?? '',
    display.text,
    element('span', { class: 'stat-unit' }, display.suffix ?? ''),
  )
  const stat = element(
    'div',
    {
      class: `stat${look.isCentered ? ' centered' : ''}`,
      style: `--length: ${valueText(value).length}${ground === undefined ? '' : `; background: ${ground}; color: #fff`}`,
    },
    look.hasName && element('div', { class: 'stat-name' }, title),
    look.hasValue ? linkAround(number, value, input) : null,
    change && element('div', { class: 'stat-change', style: `color: ${change.color}` }, change.text),
    hasLine && line,
  )
  grid.append(stat)
  if (hasLine) drawChart(line, sparkline(value, input.range, look.lineColor))
  return several ? `${title} ${valueText(value)}` : valueText(value)
}
