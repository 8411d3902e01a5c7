import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import { display, thresholdSteps } from '../fields/display.ts'
import { asText } from '../format/shown.ts'
import { chartColors, drawChart, fontFamily } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { type ReducedValue, reducedValues } from './reduced-values.ts'

/** Draws numbers on dials, with the thresholds around them. */
export const drawGauge: DrawPanel = (host, input) => {
  const values = reducedValues(input)
  host.replaceChildren()
  const grid = element('div', { class: 'stats', style: `--count: ${values.length}` })
  host.append(grid)
  return values.map((value) => drawDial(grid, value, values.length > 1, input)).join(', ')
}

function drawDial(grid: HTMLElement, reduced: ReducedValue, several: boolean, input: DrawingInput): string {
  const { theme } = input
  const { settings, value, type, name } = reduced
  const { min = 0, max = 100 } = settings
  const shown = display(value, type, settings, theme)
  const colors = chartColors(theme)
  const color = shown.color ?? colors.strong
  const dial = element('div', { class: 'dial chart', 'aria-hidden': 'true' })
  const title = several ? element('div', { class: 'stat-name' }, name) : null
  grid.append(element('div', { class: 'gauge' }, linkAround(dial, reduced, input), title))
  const number = typeof value === 'number' ? value : min
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
        axisLine: { lineStyle: { width: 5, color: stops(settings, min, max, theme) } },
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
          formatter: () => asText(shown),
          color,
          fontSize: 34,
          fontWeight: 600,
          fontFamily,
        },
        data: [{ value: number }],
      },
    ],
  })
  return several ? `${name} ${asText(shown)}` : `${asText(shown)} of ${max}`
}

/** The thresholds as parts of the dial. */
function stops(
  settings: ReducedValue['settings'],
  min: number,
  max: number,
  theme: DrawingInput['theme'],
): [number, string][] {
  const steps = thresholdSteps(settings, theme)
  const part = (value: number) => Math.min(1, Math.max(0, (value - min) / (max - min || 1)))
  const found = steps.map(({ color }, index): [number, string] => {
    const next = steps[index + 1]
    return [next ? part(next.from) : 1, color]
  })
  return found.length > 0 ? found : [[1, chartColors(theme).line]]
}
