import { withOpacity } from '../fields/opacity.ts'
import { shownText } from '../fields/shown-value.ts'
import { chartColors, chartHost, drawChart, tooltipStyle } from './chart.ts'
import type { DrawPanel } from './panel-drawing.ts'
import { tooltipContent } from './tooltip.ts'
import { axisText } from './value-axes.ts'

interface BarOptions {
  readonly orientation?: 'auto' | 'horizontal' | 'vertical'
  readonly stacking?: 'none' | 'normal' | 'percent'
}

/** Draws bars beside each other, named by a column of texts. */
export const drawBarChart: DrawPanel = (host, { panel, frames, theme }) => {
  const [frame] = frames
  const label = frame?.fields.find(({ type }) => type === 'string' || type === 'time')
  const bars = frame?.fields.filter(({ type }) => type === 'number') ?? []
  const options: BarOptions = panel.options ?? {}
  const { text, line } = chartColors(theme)
  const labels = label?.values.map((value) => shownText(label, value)) ?? []
  const [first] = bars
  const names = {
    type: 'category' as const,
    data: labels,
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
  drawChart(chartHost(host), {
    grid: { left: 8, right: 16, top: 12, bottom: 8, containLabel: true },
    xAxis: lying ? values : names,
    yAxis: lying ? { ...names, inverse: true } : values,
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (pointed: unknown) => {
        const [item]: unknown[] = Array.isArray(pointed) ? pointed : []
        const index =
          typeof item === 'object' && item !== null && 'dataIndex' in item ? Number(item.dataIndex) : 0
        const lines = bars.map((field) => {
          return { name: field.title, color: field.color, value: shownText(field, field.values[index]) }
        })
        return tooltipContent(labels[index] ?? '', lines)
      },
    },
    series: bars.map(({ title, color, values: heights }) => ({
      type: 'bar' as const,
      name: title,
      ...(options.stacking && options.stacking !== 'none' ? { stack: 'all' } : {}),
      itemStyle: { color: withOpacity(color, 0.8), borderColor: color },
      data: heights.map((value) => (typeof value === 'number' ? value : null)),
    })),
  })
  return `${labels.length} bars`
}
