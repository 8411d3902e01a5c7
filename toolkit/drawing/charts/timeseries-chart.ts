import { annotationMarks } from '../annotation-marks.ts'
import { chartColors } from '../chart-colors.ts'
import { customOf } from '../custom-config.ts'
import type { PanelInput } from '../panel-input.ts'
import type { Series } from '../series.ts'
import { seriesLook } from '../series-look.ts'
import { thresholdMarks } from '../threshold-marks.ts'
import { timeLabel, timesAlong } from '../time-label.ts'
import { valueAxes } from '../value-axes.ts'

/** Lines, bars or points over time, in a place of so many pixels. */
export function timeseriesChart(series: readonly Series[], input: PanelInput, width: number) {
  const { range, theme, zone } = input
  const { text, line } = chartColors(theme)
  const { axes, axisOf, left, right } = valueAxes(series, input)
  const times = timesAlong(width)
  const hasBars = series.some(({ field }) => customOf(field).drawStyle === 'bars')
  return {
    grid: { left, right, top: 10, bottom: 24, containLabel: false },
    xAxis: {
      type: 'time' as const,
      min: range.from,
      max: range.to,
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: text, fontSize: 11, hideOverlap: true, formatter: timeLabel(range, times, zone) },
      splitLine: { show: true, lineStyle: { color: line } },
      splitNumber: times,
    },
    yAxis: axes,
    series: [
      ...series.map((one, index) => ({
        ...seriesLook(one, hasBars),
        name: one.name,
        yAxisIndex: axisOf(one),
        data: one.points.map(([time, value]) => [time, value]),
        ...(index === 0 ? thresholdMarks(one, theme) : {}),
      })),
      annotationMarks(input),
    ],
  }
}
