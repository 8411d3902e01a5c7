import type { Theme } from '../../grafana/model/display/named-colors.ts'
import type { PanelValue } from '../../grafana/model/display/panel-values.ts'
import { chartColors, fontFamily } from '../chart-colors.ts'
import { fieldSteps } from '../field-steps.ts'
import { valueText } from '../single-values.ts'

/** A number on a dial, with the thresholds around it. */
export function dialChart(value: PanelValue, theme: Theme) {
  const { field, display } = value
  const { min, max } = field.range
  const { color } = display
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
  return {
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
        axisLine: { lineStyle: { width: 20, color: [[1, chartColors(theme).line] as [number, string]] } },
        detail: {
          offsetCenter: [0, '4%'],
          formatter: () => valueText(value),
          color,
          fontSize: 34,
          fontWeight: 500,
          fontFamily,
        },
        data: [{ value: number }],
      },
    ],
  }
}

/** The thresholds as parts of the dial. */
function stops({ field }: PanelValue, theme: Theme): [number, string][] {
  const { min, max } = field.range
  const steps = fieldSteps(field, theme)
  const part = (value: number) => Math.min(1, Math.max(0, (value - min) / (max - min || 1)))
  const found = steps.map(({ color }, index): [number, string] => {
    const next = steps[index + 1]
    return [next ? part(next.from) : 1, color]
  })
  return found.length > 0 ? found : [[1, chartColors(theme).line]]
}
