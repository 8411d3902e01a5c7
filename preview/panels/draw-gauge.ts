import type { PanelValue } from '../../toolkit/grafana/model/display/panel-values.ts'
import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import { fieldSteps } from '../fields/field-steps.ts'
import { chartColors, drawChart, fontFamily } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { singleValues, valueText } from './single-values.ts'

/** Draws numbers on dials, with the thresholds around them. */
export const drawGauge: DrawPanel = (host, input) => {
  const values = singleValues(input)
  host.replaceChildren()
  const grid = element('div', { class: 'stats', style: `--count: ${values.length}` })
  host.append(grid)
  return values.map((value) => drawDial(grid, value, values.length > 1, input)).join(', ')
}

function drawDial(grid: HTMLElement, value: PanelValue, several: boolean, input: DrawingInput): string {
  const { theme } = input
  const { field, title: name, display } = value
  const { min, max } = field.range
  const colors = chartColors(theme)
  const { color } = display
  const dial = element('div', { class: 'dial chart', 'aria-hidden': 'true' })
  const heading = several ? element('div', { class: 'stat-name' }, name) : null
  grid.append(element('div', { class: 'gauge' }, linkAround(dial, value, input), heading))
  const number = Number.isNaN(display.numeric) ? min : display.numeric
  const shape = {
    type: 'gauge' as const,
    startAngle: 210,
    endAngle: -30,
    center: ['50%', '58%'],
    min,
    max,
    silent: true,
  }
  const hidden = {
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { show: false },
    anchor: { show: false },
  }
  drawChart(dial, {
    series: [
      {
        ...shape,
        ...hidden,
        radius: '92%',
        pointer: { show: false },
        axisLine: { lineStyle: { width: 5, color: stops(value, theme) } },
        detail: { show: false },
      },
      {
        ...shape,
        ...hidden,
        radius: '84%',
        pointer: { show: false },
        progress: { show: true, width: 20, itemStyle: { color } },
        axisLine: { lineStyle: { width: 20, color: [[1, colors.line]] } },
        detail: {
          offsetCenter: [0, '4%'],
          formatter: () => valueText(value),
          color,
          fontSize: 34,
          fontWeight: 600,
          fontFamily,
        },
        data: [{ value: number }],
      },
    ],
  })
  return several ? `${name} ${valueText(value)}` : `${valueText(value)} of ${max}`
}

/** The thresholds as parts of the dial. */
function stops({ field }: PanelValue, theme: DrawingInput['theme']): [number, string][] {
  const { min, max } = field.range
  const steps = fieldSteps(field, theme)
  const part = (value: number) => Math.min(1, Math.max(0, (value - min) / (max - min || 1)))
  const found = steps.map(({ color }, index): [number, string] => {
    const next = steps[index + 1]
    return [next ? part(next.from) : 1, color]
  })
  return found.length > 0 ? found : [[1, chartColors(theme).line]]
}
