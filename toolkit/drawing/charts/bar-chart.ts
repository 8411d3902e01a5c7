import type { ShownField } from '../../grafana/model/display/shown-fields.ts'
import { chartColors } from '../chart-colors.ts'
import { withOpacity } from '../opacity.ts'
import type { PanelInput } from '../panel-input.ts'
import { shownText } from '../shown-value.ts'
import { axisText } from '../value-axes.ts'

interface BarOptions {
  readonly orientation?: 'auto' | 'horizontal' | 'vertical'
  readonly stacking?: 'none' | 'normal' | 'percent'
}

/** The names of the bars of a panel, and its fields of numbers. */
export function barsOf({ frames }: Pick<PanelInput, 'frames'>): {
  readonly labels: readonly string[]
  readonly bars: readonly ShownField[]
} {
  const [frame] = frames
  const label = frame?.fields.find(({ type }) => type === 'string' || type === 'time')
  const bars = frame?.fields.filter(({ type }) => type === 'number') ?? []
  return { labels: label?.values.map((value) => shownText(label, value)) ?? [], bars }
}

/** Bars beside each other, named by a column of texts. */
export function barChart(input: PanelInput) {
  const { panel, theme } = input
  const { labels, bars } = barsOf(input)
  const options: BarOptions = panel.options ?? {}
  const { text, line } = chartColors(theme)
  const [first] = bars
  const names = {
    type: 'category' as const,
    data: [...labels],
    axisLabel: { color: text, fontSize: 11 },
    axisTick: { show: false },
  }
  const values = {
    type: 'value' as const,
    axisLabel: {
      color: text,
      fontSize: 11,
      formatter: (value: number) => axisText(value, first),
    },
    splitLine: { lineStyle: { color: line } },
  }
  const lying = options.orientation === 'horizontal'
  return {
    grid: { left: 8, right: 16, top: 12, bottom: 8, containLabel: true },
    xAxis: lying ? values : names,
    yAxis: lying ? { ...names, inverse: true } : values,
    series: bars.map(({ title, color, values: heights }) => ({
      type: 'bar' as const,
      name: title,
      ...(options.stacking && options.stacking !== 'none' ? { stack: 'all' } : {}),
      itemStyle: { color: withOpacity(color, 0.8), borderColor: color },
      data: heights.map((value) => (typeof value === 'number' ? value : null)),
    })),
  }
}
