import { type Theme, withOpacity } from '../fields/colors.ts'
import { thresholdSteps } from '../fields/display.ts'
import type { Series } from './series.ts'

/** Thresholds as lines, or as areas from each to the next. */
export function thresholdMarks({ settings }: Series, theme: Theme) {
  const mode = settings.custom.thresholdsStyle?.mode ?? 'off'
  if (mode === 'off') return {}
  const steps = thresholdSteps(settings, theme)
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
