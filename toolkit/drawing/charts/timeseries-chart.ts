import { annotationMarks } from '../annotation-marks.ts'
import { chartColors } from '../chart-colors.ts'
import { customOf } from '../custom-config.ts'
import type { PanelInput } from '../panel-input.ts'
import type { Series } from '../series.ts'
import { seriesLook } from '../series-look.ts'
import { thresholdMarks } from '../threshold-marks.ts'
import { valueAxes } from '../value-axes.ts'

/** Lines, bars or points over time, in a place of so many pixels. */
export function timeseriesChart(series: readonly Series[], input: PanelInput, width: number) {
  const { range, theme } = input
  const { text, line } = chartColors(theme)
  const { axes, axisOf, left, right } = valueAxes(series, theme)
  const hasBars = series.some(({ field }) => customOf(field).drawStyle === 'bars')
  return {
    grid: { left, right, top: 10, bottom: 24, containLabel: false },
    xAxis: {
      type: 'time' as const,
      min: range.from,
      max: range.to,
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: text, fontSize: 11, hideOverlap: true, formatter: timeLabels },
      splitLine: { show: true, lineStyle: { color: line } },
      splitNumber: Math.max(2, Math.round(width / 110)),
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

/** The time labels of an axis, each as fine as it needs to be. */
const timeLabels = {
  year: '{yyyy}',
  month: '{MMM} {yyyy}',
  day: '{d} {MMM}',
  hour: '{HH}:{mm}',
  minute: '{HH}:{mm}',
  second: '{HH}:{mm}:{ss}',
  millisecond: '{mm}:{ss}.{SSS}',
}
