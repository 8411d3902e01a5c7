import { element } from '../dom.ts'
import { withOpacity } from '../fields/colors.ts'
import { linkAround } from '../fields/data-link.ts'
import { display } from '../fields/display.ts'
import { asText } from '../format/shown.ts'
import { chartColors, drawChart } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { type ReducedValue, reducedValues } from './reduced-values.ts'

interface StatOptions {
  readonly graphMode?: 'none' | 'area'
  readonly colorMode?: 'none' | 'value' | 'background' | 'background_solid'
  readonly textMode?: 'auto' | 'value' | 'value_and_name' | 'name' | 'none'
  readonly justifyMode?: 'auto' | 'center'
}

/** Draws large numbers, each over its own line. */
export const drawStat: DrawPanel = (host, input) => {
  const values = reducedValues(input)
  host.replaceChildren()
  const grid = element('div', { class: 'stats', style: `--count: ${values.length}` })
  host.append(grid)
  return values.map((value) => drawOne(grid, value, values.length > 1, input)).join(', ')
}

function drawOne(grid: HTMLElement, reduced: ReducedValue, several: boolean, input: DrawingInput): string {
  const { theme, panel } = input
  const options: StatOptions = panel.options ?? {}
  const { graphMode = 'area', colorMode = 'value', textMode = 'auto', justifyMode = 'auto' } = options
  const shown = display(reduced.value, reduced.type, reduced.settings, theme)
  const color = shown.color ?? chartColors(theme).strong
  const onGround = colorMode.startsWith('background')
  const ground = onGround && shown.color ? `background: ${shown.color}; color: #fff` : ''
  const sparkline = element('div', { class: 'sparkline chart', 'aria-hidden': 'true' })
  const number = element(
    'div',
    { class: 'stat-value', style: onGround || colorMode === 'none' ? '' : `color: ${color}` },
    element('span', { class: 'stat-unit' }, shown.prefix),
    shown.text,
    element('span', { class: 'stat-unit' }, shown.suffix),
  )
  const named = textMode === 'value_and_name' || textMode === 'name' || (textMode === 'auto' && several)
  const hasLine = graphMode === 'area' && reduced.history.length > 1
  const justify = justifyMode === 'center' || !hasLine ? ' centered' : ''
  const stat = element(
    'div',
    { class: `stat${justify}${hasLine ? ' with-line' : ''}`, style: ground },
    named && element('div', { class: 'stat-name' }, reduced.name),
    textMode === 'name' || textMode === 'none' ? null : linkAround(number, reduced, input),
    hasLine && sparkline,
  )
  grid.append(stat)
  if (hasLine) drawSparkline(sparkline, reduced, onGround ? '#ffffff' : color)
  return several ? `${reduced.name} ${asText(shown)}` : asText(shown)
}

function drawSparkline(host: HTMLElement, { times, history, settings }: ReducedValue, color: string): void {
  const { min, max } = settings
  drawChart(host, {
    grid: { left: 0, right: 0, top: 4, bottom: 0 },
    xAxis: { type: 'time', show: false },
    yAxis: { type: 'value', show: false, min: min ?? 'dataMin', max: max ?? 'dataMax' },
    series: {
      type: 'line',
      data: history.map((value, index) => [Number(times[index] ?? index), value]),
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
