import { colorByName } from '../../toolkit/grafana/model/display/named-colors.ts'
import type { PanelValue } from '../../toolkit/grafana/model/display/panel-values.ts'
import { reduceValue } from '../../toolkit/grafana/model/reduce/reduce-field.ts'
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
  readonly showPercentChange?: boolean
  readonly percentChangeColorMode?: 'standard' | 'inverted' | 'same_as_value'
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
  const { theme } = input
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
    options.showPercentChange && value.row === undefined && percentChange(value, options, theme),
    hasLine && sparkline,
  )
  grid.append(stat)
  if (hasLine) drawSparkline(sparkline, value, input.range, onGround ? '#ffffff' : color)
  return several ? `${title} ${valueText(value)}` : valueText(value)
}

/** How much the last value differs from the first: green where it has grown, unless that is bad. */
function percentChange(
  { field, display }: PanelValue,
  { percentChangeColorMode = 'standard' }: StatOptions,
  theme: DrawingInput['theme'],
): HTMLElement | null {
  const change = reduceValue(field, 'diffperc')
  if (typeof change !== 'number' || !Number.isFinite(change)) return null
  const isGood = percentChangeColorMode === 'inverted' ? change <= 0 : change >= 0
  const own = colorByName(isGood ? 'green' : 'red', theme)
  const color = percentChangeColorMode === 'same_as_value' ? display.color : own
  const arrow = change > 0 ? '↗' : change < 0 ? '↘' : '→'
  const text = (change / 100).toLocaleString('en-US', { style: 'percent', maximumSignificantDigits: 3 })
  return element('div', { class: 'stat-change', style: `color: ${color}` }, `${arrow} ${text}`)
}

/** Draws the values that lie in the range of the panel, though the number may be of more. */
function drawSparkline(
  host: HTMLElement,
  { field, frame }: PanelValue,
  { from, to }: DrawingInput['range'],
  color: string,
): void {
  const { min, max } = field.range
  const times = frame.fields.find(({ type }) => type === 'time')?.values ?? []
  drawChart(host, {
    grid: { left: 0, right: 0, top: 4, bottom: 0 },
    xAxis: { type: 'time', show: false, min: from, max: to },
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
