import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { type Column, type Frame, numberOf, rowAt } from '../data/frame.ts'
import { withOpacity } from '../fields/colors.ts'
import { display, displayText, seriesColor } from '../fields/display.ts'
import { fieldSettings, shownName } from '../fields/field-config.ts'
import { chartColors, chartHost, drawChart, tooltipStyle } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { tooltipContent } from './tooltip.ts'
import { axisText } from './value-axes.ts'

interface Dimension {
  readonly matcher?: MatcherConfig
}

interface XyOptions {
  readonly series?: readonly {
    readonly x?: Dimension
    readonly y?: Dimension
    readonly size?: Dimension
    readonly color?: Dimension
  }[]
}

interface XyCustom {
  readonly pointSize?: { readonly fixed?: number; readonly min?: number; readonly max?: number }
  readonly fillOpacity?: number
}

/** Draws a point for each row, by two of its numbers. */
export const drawXyChart: DrawPanel = (host, input) => {
  const { panel, frames, theme } = input
  const [frame] = frames
  const options: XyOptions = panel.options ?? {}
  const [dimensions = {}] = options.series ?? []
  const numbers = frame?.columns.filter(({ type }) => type === 'number') ?? []
  const x = columnOf(frame, dimensions.x) ?? numbers[0]
  const y = columnOf(frame, dimensions.y) ?? numbers[1]
  if (!frame || !x || !y) return 'no numbers'
  const size = columnOf(frame, dimensions.size)
  const color = columnOf(frame, dimensions.color)
  const custom: XyCustom = panel.fieldConfig?.defaults.custom ?? {}
  const { text, line } = chartColors(theme)
  const axis = (column: Column) => {
    const settings = fieldSettings(panel.fieldConfig, column)
    const name = settings.custom.axisLabel ?? shownName(settings, column)
    return {
      type: 'value' as const,
      name,
      nameLocation: 'middle' as const,
      nameTextStyle: { color: text, fontSize: 11.5 },
      ...(settings.min === undefined ? {} : { min: settings.min }),
      ...(settings.max === undefined ? {} : { max: settings.max }),
      scale: settings.min === undefined,
      boundaryGap: ['0%', '12%'] as [string, string],
      axisLabel: { color: text, fontSize: 11, formatter: (value: number) => axisText(value, settings) },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: line } },
    }
  }
  const radius = pointSizes(size, custom)
  const opacity = (custom.fillOpacity ?? 50) / 100
  drawChart(chartHost(host), {
    grid: { left: 78, right: 24, top: 16, bottom: 44 },
    xAxis: { ...axis(x), nameGap: 28 },
    yAxis: { ...axis(y), nameGap: 60 },
    tooltip: {
      ...tooltipStyle(theme),
      trigger: 'item',
      formatter: (pointed: unknown) => {
        const index =
          typeof pointed === 'object' && pointed !== null && 'dataIndex' in pointed
            ? Number(pointed.dataIndex)
            : 0
        return pointTooltip(frame, index, pointColor(color, index, input), input)
      },
    },
    series: {
      type: 'scatter',
      data: [...Array(frame.length).keys()].map((index) => {
        const own = pointColor(color, index, input)
        const itemStyle = { color: withOpacity(own, opacity), borderColor: own, borderWidth: 1.5 }
        return {
          value: [numberOf(x.values[index]), numberOf(y.values[index])],
          symbolSize: radius(index),
          itemStyle,
        }
      }),
    },
  })
  return `${frame.length} points by ${shownName(fieldSettings(panel.fieldConfig, x), x)} and ${shownName(fieldSettings(panel.fieldConfig, y), y)}`
}

function columnOf(frame: Frame | undefined, dimension: Dimension | undefined): Column | undefined {
  return frame?.columns.find(({ name }) => name === dimension?.matcher?.options)
}

/** The diameter of each point, between the least and the most, by its area. */
function pointSizes(column: Column | undefined, { pointSize = {} }: XyCustom): (index: number) => number {
  const { fixed = 6, min = fixed, max = fixed } = pointSize
  const values = column?.values.map(numberOf) ?? []
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return (index) => {
    const value = values[index]
    if (value === null || value === undefined) return column ? min : fixed
    return high === low ? fixed : min + (max - min) * Math.sqrt((value - low) / (high - low))
  }
}

function pointColor(column: Column | undefined, index: number, { panel, theme }: DrawingInput): string {
  const plain = seriesColor(fieldSettings(panel.fieldConfig, { name: '', type: 'number' }), 0, null, theme)
  if (!column) return plain
  return (
    display(column.values[index], column.type, fieldSettings(panel.fieldConfig, column), theme).color ?? plain
  )
}

function pointTooltip(
  frame: Frame,
  index: number,
  color: string,
  { panel, theme }: DrawingInput,
): HTMLElement {
  const row = rowAt(frame, index)
  const [first, ...rest] = frame.columns
  const heading = first
    ? displayText(row[first.name], first.type, fieldSettings(panel.fieldConfig, first), theme)
    : ''
  const lines = rest.map((column) => {
    const settings = fieldSettings(panel.fieldConfig, column)
    return {
      color,
      name: shownName(settings, column),
      value: displayText(row[column.name], column.type, settings, theme),
    }
  })
  return tooltipContent(heading, lines)
}
