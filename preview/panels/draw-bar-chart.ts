import { withOpacity } from '../fields/colors.ts'
import { displayText, seriesColor } from '../fields/display.ts'
import { fieldSettings, shownName } from '../fields/field-config.ts'
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
  const label = frame?.columns.find(({ type }) => type === 'text' || type === 'time')
  const numbers = frame?.columns.filter(({ type }) => type === 'number') ?? []
  const options: BarOptions = panel.options ?? {}
  const { text, line } = chartColors(theme)
  const bars = numbers.map((column, index) => {
    const settings = fieldSettings(panel.fieldConfig, column)
    const color = seriesColor(settings, index, column.values[0], theme)
    return { column, settings, color, name: shownName(settings, column) }
  })
  const labels = (label?.values ?? []).map((value) =>
    displayText(
      value,
      label?.type ?? 'text',
      label ? fieldSettings(panel.fieldConfig, label) : { custom: {} },
      theme,
    ),
  )
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
      formatter: (value: number) => axisText(value, first?.settings ?? { custom: {} }),
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
        const lines = bars.map(({ name, color, settings, column }) => {
          return { name, color, value: displayText(column.values[index], column.type, settings, theme) }
        })
        return tooltipContent(labels[index] ?? '', lines)
      },
    },
    series: bars.map(({ column, name, color }) => ({
      type: 'bar' as const,
      name,
      ...(options.stacking && options.stacking !== 'none' ? { stack: 'all' } : {}),
      itemStyle: { color: withOpacity(color, 0.8), borderColor: color },
      data: column.values.map((value) => (typeof value === 'number' ? value : null)),
    })),
  })
  return `${labels.length} bars`
}
