import type { Theme } from '../grafana/model/display/named-colors.ts'
import { customOf } from './custom-config.ts'
import { fieldSteps } from './field-steps.ts'
import { withOpacity } from './opacity.ts'
import type { Series } from './series.ts'

/** Thresholds as lines, or as areas from each to the next. */
export function thresholdMarks({ field }: Series, theme: Theme) {
  const mode = customOf(field).thresholdsStyle?.mode ?? 'off'
  if (mode === 'off') return {}
  const steps = fieldSteps(field, theme)
  const type = mode.startsWith('dashed') ? ('dashed' as const) : ('solid' as const)
  const lines = steps.filter(({ from }) => Number.isFinite(from))
  const markLine = {
    silent: true,
    symbol: 'none',
    label: { show: false },
    data: lines.map(({ from, color }) => ({ yAxis: from, lineStyle: { color, type, width: 1.5 } })),
  }
  const areas = steps.map(({ from, color }, index): [object, object] => [
    { yAxis: Number.isFinite(from) ? from : -1e15, itemStyle: { color: withOpacity(color, 0.1) } },
    { yAxis: steps[index + 1]?.from ?? 1e15 },
  ])
  const markArea = { silent: true, data: areas }
  return { ...(mode === 'area' ? {} : { markLine }), ...(mode.includes('area') ? { markArea } : {}) }
}
