import type { PanelValue } from '../../toolkit/grafana/model/display/panel-values.ts'
import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import { withOpacity } from '../fields/opacity.ts'
import { numberOf } from '../fields/shown-value.ts'
import { drawChart } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { singleValues, valueText } from './single-values.ts'

interface StatOptions {
  readonly graphMode?: 'none' | 'area'
  readonly colorMode?: 'none' | 'value' | 'background' | 'background_solid'
  readonly textMode?: 'auto' | 'value' | 'value_and_name' | 'name' | 'none'
  readonly justifyMode?: 'auto' | 'center'
}

/** Draws large numbers, each over its own line. */
export const drawStat: DrawPanel = (host, input) => {
  const values = singleValues(input)
  host.replaceChildren()
  const grid = element('div', { class: 'stats', style: `--count: ${values.length}` })
  host.append(grid)
  return values.map((value) => drawOne(grid, value, values.length > 1, input)).join(', ')
}

function drawOne(grid: HTMLElement, value: PanelValue, several: boolean, input: DrawingInput): string {
  const options: StatOptions = input.panel.options ?? {}
  const { graphMode = 'area', colorMode = 'value', textMode = 'auto', justifyMode = 'auto' } = options
  const { display, title, frame } = value
  const { color } = display
  const onGround = colorMode.startsWith('background')
  const ground = onGround ? `background: ${color}; color: #fff` : ''
  const sparkline = element('div', { class: 'sparkline chart', 'aria-hidden': 'true' })
  const number = element(
    'div',
    { class: 'stat-value', style: onGround || colorMode === 'none' ? '' : `color: ${color}` },
    element('span', { class: 'stat-unit' }, display.prefix ?? ''),
    display.text,
    element('span', { class: 'stat-unit' }, display.suffix ?? ''),
  )
  const named = textMode === 'value_and_name' || textMode === 'name' || (textMode === 'auto' && several)
  const hasTime = frame.fields.some(({ type }) => type === 'time')
  const hasLine = graphMode === 'area' && value.row === undefined && hasTime
  const justify = justifyMode === 'center' || !hasLine ? ' centered' : ''
  const stat = element(
    'div',
    { class: `stat${justify}${hasLine ? ' with-line' : ''}`, style: ground },
    named && element('div', { class: 'stat-name' }, title),
    textMode === 'name' || textMode === 'none' ? null : linkAround(number, value, input),
    hasLine && sparkline,
  )
  grid.append(stat)
  if (hasLine) drawSparkline(sparkline, value, onGround ? '#ffffff' : color)
  return several ? `${title} ${valueText(value)}` : valueText(value)
}

function drawSparkline(host: HTMLElement, { field, frame }: PanelValue, color: string): void {
  const { min, max } = field.range
  const times = frame.fields.find(({ type }) => type === 'time')?.values ?? []
  drawChart(host, {
    grid: { left: 0, right: 0, top: 4, bottom: 0 },
    xAxis: { type: 'time', show: false },
    yAxis: { type: 'value', show: false, min, max },
    series: {
      type: 'line',
      data: field.values.map((value, index) => [Number(times[index] ?? index), numberOf(value)]),
      showSymbol: false,
      silent: true,
      lineStyle: { color, width: 1.75 },
      areaStyle: {
        color: {
          type: 'linear',
          x: 0,
          y: 0,
          x2: 0,
          y2: 1,
          colorStops: [
            { offset: 0, color: withOpacity(color, 0.28) },
            { offset: 1, color: withOpacity(color, 0.02) },
          ],
        },
      },
    },
  })
}
