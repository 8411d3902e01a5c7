import { chartColors } from '../../toolkit/drawing/chart-colors.ts'
import { withOpacity } from '../../toolkit/drawing/opacity.ts'
import { colorByName, type Theme } from '../../toolkit/grafana/model/display/named-colors.ts'
import type { BacktestInfo } from '../../toolkit/preview/api.ts'
import { drawChart, tooltipStyle } from '../panels/chart.ts'
import { tooltipContent } from '../panels/tooltip.ts'

type State = BacktestInfo['stretches'][number]['state']

/** What is not normal has a colour over its time. */
const stateColors: Readonly<Record<State, string | undefined>> = {
  Alerting: 'red',
  Recovering: 'red',
  Pending: 'orange',
  Error: 'purple',
  NoData: undefined,
  Normal: undefined,
}

/** Draws what was watched over the time, with the limits, and colours the times when it waited, fired or failed. */
export function drawBacktest(place: HTMLElement, info: BacktestInfo, theme: Theme): void {
  const { from, to, stretches, bounds, condition } = info
  const { text, line } = chartColors(theme)
  const color = colorByName('blue', theme)
  const red = colorByName('red', theme)
  const closest = stretches.map(({ at, least, most }) => [at, condition.includes('below') ? least : most])
  const axis = { axisLine: { lineStyle: { color: line } }, axisTick: { show: false } }
  drawChart(place, {
    grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
    xAxis: {
      ...axis,
      type: 'time',
      min: from,
      max: to,
      axisLabel: { color: text, fontSize: 11, hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      ...axis,
      type: 'value',
      scale: true,
      min: (extent: { readonly min: number }) => Math.min(extent.min, 0, ...bounds),
      max: (extent: { readonly max: number }) => Math.max(extent.max, ...bounds) * 1.05 || 1,
      axisLabel: { color: text, fontSize: 11, showMaxLabel: false, formatter: numberText },
      splitLine: { lineStyle: { color: line } },
    },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: text, type: 'dashed' } },
      formatter: (pointed: unknown) => {
        const place = indexOf(pointed)
        const stretch = place === undefined ? undefined : stretches[place]
        if (!stretch) return ''
        const { at, state, least, most } = stretch
        const value =
          least === null || most === null
            ? 'none'
            : least === most
              ? numberText(most)
              : `${numberText(least)} to ${numberText(most)}`
        const moment = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
        return tooltipContent(moment, [
          { name: 'Value', color, value },
          { name: 'State', color: colorByName(stateColors[state] ?? 'green', theme), value: state },
        ])
      },
    },
    series: [
      {
        type: 'line',
        showSymbol: false,
        step: 'end',
        data: closest,
        lineStyle: { width: 1.5, color },
        itemStyle: { color },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          data: bounds.map((yAxis) => ({ yAxis, lineStyle: { color: red, type: 'dashed', width: 1.5 } })),
        },
        markArea: { silent: true, data: areasOf(info, theme) },
      },
    ],
  })
}

/** The stretches of one state together. */
function areasOf({ stretches, to }: BacktestInfo, theme: Theme): [object, object][] {
  const runs: { readonly state: State; readonly from: number; to: number }[] = []
  for (const [index, { at, state }] of stretches.entries()) {
    const until = stretches[index + 1]?.at ?? to
    const last = runs.at(-1)
    if (last?.state === state) last.to = until
    else runs.push({ state, from: at, to: until })
  }
  return runs.flatMap(({ state, from, to: until }): [object, object][] => {
    const name = stateColors[state]
    if (name === undefined) return []
    const color = withOpacity(colorByName(name, theme), 0.25)
    return [[{ xAxis: from, itemStyle: { color } }, { xAxis: until }]]
  })
}

function indexOf(pointed: unknown): number | undefined {
  const [first]: unknown[] = Array.isArray(pointed) ? pointed : [pointed]
  if (typeof first !== 'object' || first === null || !('dataIndex' in first)) return undefined
  return Number(first.dataIndex)
}

const numberText = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 4 })
