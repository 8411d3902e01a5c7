import type { PanelValue } from '../../grafana/model/display/panel-values.ts'
import { withOpacity } from '../opacity.ts'
import type { PanelInput } from '../panel-input.ts'
import { numberOf } from '../shown-value.ts'

/** The values below a number that lie in the range of the panel, though the number may be of more. */
export function sparkline({ field, frame }: PanelValue, { from, to }: PanelInput['range'], color: string) {
  const { min, max } = field.range
  const times = frame.fields.find(({ type }) => type === 'time')?.values ?? []
  return {
    grid: { left: 0, right: 0, top: 4, bottom: 0 },
    xAxis: { type: 'time' as const, show: false, min: from, max: to },
    yAxis: { type: 'value' as const, show: false, min, max },
    series: {
      type: 'line' as const,
      data: field.values.map((value, index) => [Number(times[index] ?? index), numberOf(value)]),
      showSymbol: false,
      silent: true,
      lineStyle: { color, width: 1 },
      areaStyle: { color: withOpacity(color, 0.2) },
    },
  }
}
