import { marksNear } from '../../toolkit/drawing/annotation-marks.ts'
import { chartColors } from '../../toolkit/drawing/chart-colors.ts'
import { timeseriesChart } from '../../toolkit/drawing/charts/timeseries-chart.ts'
import { type Series, seriesOf, valuesAt } from '../../toolkit/drawing/series.ts'
import { isoMoment, shownText } from '../../toolkit/drawing/shown-value.ts'
import { colorByName } from '../../toolkit/grafana/model/display/named-colors.ts'
import { reduceValue } from '../../toolkit/grafana/model/reduce/reduce-field.ts'
import { chartHost, drawChart, type EChart, type EChartsOption, tooltipStyle } from './chart.ts'
import { drawLegend } from './legend.ts'
import { markRange } from './mark-range.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { tooltipContent } from './tooltip.ts'

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
  const { theme, panel } = input
  const options: TimeseriesOptions = panel.options ?? {}
  const { mode = 'single', sort = 'none' } = options.tooltip ?? {}
  return {
    ...timeseriesChart(series, input, placeWidth(input)),
    tooltip: {
      ...tooltipStyle(theme),
      show: mode !== 'none',
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: chartColors(theme).text, type: 'dashed' } },
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
        return tooltipContent(isoMoment(moment ?? 0, input.zone), [...lines, ...marked])
      },
    },
  }
}

const placeWidth = ({ panel }: DrawingInput): number =>
  ((panel.gridPos?.w ?? 12) / 24) * Math.min(innerWidth, 1600)

function momentOf(pointed: unknown): number | undefined {
  const [first]: unknown[] = Array.isArray(pointed) ? pointed : [pointed]
  if (typeof first !== 'object' || first === null || !('value' in first) || !Array.isArray(first.value))
    return undefined
  return Number(first.value[0])
}
