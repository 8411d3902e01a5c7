import { colorByName } from '../../toolkit/grafana/model/display/named-colors.ts'
import { reduceValue } from '../../toolkit/grafana/model/reduce/reduce-field.ts'
import { customOf } from '../fields/custom-config.ts'
import { isoMoment, shownText } from '../fields/shown-value.ts'
import { annotationMarks, marksNear } from './annotation-marks.ts'
import { chartColors, chartHost, drawChart, type EChart, type EChartsOption, tooltipStyle } from './chart.ts'
import { drawLegend } from './legend.ts'
import { markRange } from './mark-range.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { type Series, seriesOf, valuesAt } from './series.ts'
import { seriesLook } from './series-look.ts'
import { thresholdMarks } from './threshold-marks.ts'
import { tooltipContent } from './tooltip.ts'
import { valueAxes } from './value-axes.ts'

interface TimeseriesOptions {
  readonly tooltip?: { readonly mode?: 'single' | 'multi' | 'none'; readonly sort?: 'asc' | 'desc' | 'none' }
}

/** Draws lines, bars or points over time. */
export const drawTimeseries: DrawPanel = (host, input) => {
  const series = seriesOf(input)
  const place = chartHost(host)
  let hidden: ReadonlySet<string> = new Set()
  const draw = (): EChart =>
    drawChart(
      place,
      optionOf(
        series.filter(({ name }) => !hidden.has(name)),
        input,
      ),
    )
  // The legend first: it takes its part of the place away from the chart.
  drawLegend(host, series, input, (chosen) => {
    hidden = chosen
    draw()
  })
  markRange(place, draw(), input.onRange)
  return series
    .map(({ name, field }) => `${name}: last ${shownText(field, reduceValue(field, 'lastNotNull'))}`)
    .join(', ')
}

function optionOf(series: readonly Series[], input: DrawingInput): EChartsOption {
  const { range, theme, panel } = input
  const { text, line } = chartColors(theme)
  const { axes, axisOf, left, right } = valueAxes(series, theme)
  const options: TimeseriesOptions = panel.options ?? {}
  const { mode = 'single', sort = 'none' } = options.tooltip ?? {}
  const hasBars = series.some(({ field }) => customOf(field).drawStyle === 'bars')
  return {
    grid: { left, right, top: 10, bottom: 24, containLabel: false },
    xAxis: {
      type: 'time',
      min: range.from,
      max: range.to,
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: text, fontSize: 11, hideOverlap: true, formatter: timeLabels },
      splitLine: { show: true, lineStyle: { color: line } },
      splitNumber: Math.max(2, Math.round(placeWidth(input) / 110)),
    },
    yAxis: axes,
    tooltip: {
      ...tooltipStyle(theme),
      show: mode !== 'none',
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: text, type: 'dashed' } },
      formatter: (pointed: unknown) => {
        const moment = momentOf(pointed)
        const found = moment === undefined ? [] : valuesAt(series, moment)
        if (sort !== 'none') found.sort((a, b) => (sort === 'asc' ? a.value - b.value : b.value - a.value))
        const lines = found.map(({ series: { name, color, field }, value }) => {
          return { name, color, value: shownText(field, value) }
        })
        const marked = marksNear(input, moment ?? 0).map(({ name, color, text: value }) => ({
          name,
          color: colorByName(color, theme),
          value,
        }))
        return tooltipContent(isoMoment(moment ?? 0), [...lines, ...marked])
      },
    },
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

const placeWidth = ({ panel }: DrawingInput): number =>
  ((panel.gridPos?.w ?? 12) / 24) * Math.min(innerWidth, 1600)

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

function momentOf(pointed: unknown): number | undefined {
  const [first]: unknown[] = Array.isArray(pointed) ? pointed : [pointed]
  if (typeof first !== 'object' || first === null || !('value' in first) || !Array.isArray(first.value))
    return undefined
  return Number(first.value[0])
}
