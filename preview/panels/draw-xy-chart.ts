import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import type { ShownField, ShownFrame } from '../../toolkit/grafana/model/display/shown-fields.ts'
import { fieldMatcher } from '../../toolkit/grafana/model/transform/field-matchers.ts'
import { customOf } from '../fields/custom-config.ts'
import { withOpacity } from '../fields/opacity.ts'
import { numberOf, shownText } from '../fields/shown-value.ts'
import { chartColors, chartHost, drawChart, tooltipStyle } from './chart.ts'
import type { DrawingInput, DrawPanel } from './panel-drawing.ts'
import { tooltipContent } from './tooltip.ts'
import { axisText } from './value-axes.ts'

interface Dimension {
  readonly matcher?: MatcherConfig
}

interface XyOptions {
  readonly mapping?: 'auto' | 'manual'
  readonly series?: readonly {
    readonly frame?: Dimension
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
  const { panel, frames, theme }: DrawingInput = input
  const options: XyOptions = panel.options ?? {}
  const [dimensions = {}] = options.series ?? []
  if (options.mapping === 'manual' && !dimensions.frame?.matcher) {
    throw new Error('Err\n\nGrafana 12 shows no more than that: a series has to say of which frame it is.')
  }
  const [frame] = frames
  const numbers = frame?.fields.filter(({ type }) => type === 'number') ?? []
  const find = (dimension: Dimension | undefined) => fieldOf(frame, frames, dimension)
  const x = find(dimensions.x) ?? numbers[0]
  const y = find(dimensions.y) ?? numbers[1]
  if (!frame || !x || !y) return 'no numbers'
  const size = find(dimensions.size)
  const color = find(dimensions.color)
  const custom: XyCustom = panel.fieldConfig?.defaults.custom ?? {}
  const { text, line } = chartColors(theme)
  const axis = (field: ShownField) => {
    const { min, max } = field.config
    return {
      type: 'value' as const,
      name: customOf(field).axisLabel ?? field.title,
      nameLocation: 'middle' as const,
      nameTextStyle: { color: text, fontSize: 11.5 },
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      scale: min === undefined,
      boundaryGap: ['0%', '12%'] as [string, string],
      axisLabel: { color: text, fontSize: 11, formatter: (value: number) => axisText(value, field) },
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
        return pointTooltip(frame, index, pointColor(color ?? y, y, index))
      },
    },
    series: {
      type: 'scatter',
      data: [...Array(frame.length).keys()].map((index) => {
        const own = pointColor(color ?? y, y, index)
        const itemStyle = { color: withOpacity(own, opacity), borderColor: own, borderWidth: 1.5 }
        return {
          value: [numberOf(x.values[index]), numberOf(y.values[index])],
          symbolSize: radius(index),
          itemStyle,
        }
      }),
    },
  })
  return `${frame.length} points by ${x.title} and ${y.title}`
}

function fieldOf(
  frame: ShownFrame | undefined,
  frames: readonly ShownFrame[],
  dimension: Dimension | undefined,
): ShownField | undefined {
  const isMeant = dimension?.matcher ? fieldMatcher(dimension.matcher) : undefined
  return isMeant && frame?.fields.find((field) => isMeant(field, frame, frames))
}

/** The diameter of each point, between the least and the most, by its area. */
function pointSizes(field: ShownField | undefined, { pointSize = {} }: XyCustom): (index: number) => number {
  const { fixed = 6, min = fixed, max = fixed } = pointSize
  const values = field?.values.map(numberOf) ?? []
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return (index) => {
    const value = values[index]
    if (value === null || value === undefined) return field ? min : fixed
    return high === low ? fixed : min + (max - min) * Math.sqrt((value - low) / (high - low))
  }
}

/** The colour of a point: that of its value in a field of numbers; Grafana takes no other field for colours. */
const pointColor = (field: ShownField, y: ShownField, index: number): string =>
  field !== y && field.type === 'number' ? field.display(field.values[index]).color : y.color

function pointTooltip(frame: ShownFrame, index: number, color: string): HTMLElement {
  const [first, ...rest] = frame.fields
  const heading = first ? shownText(first, first.values[index]) : ''
  const lines = rest.map((field) => ({
    color,
    name: field.title,
    value: shownText(field, field.values[index]),
  }))
  return tooltipContent(heading, lines)
}
