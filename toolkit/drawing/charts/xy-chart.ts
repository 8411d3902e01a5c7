import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import type { ShownField, ShownFrame } from '../../grafana/model/display/shown-fields.ts'
import { fieldMatcher } from '../../grafana/model/transform/field-matchers.ts'
import { chartColors } from '../chart-colors.ts'
import { customOf } from '../custom-config.ts'
import { withOpacity } from '../opacity.ts'
import type { PanelInput } from '../panel-input.ts'
import { numberOf } from '../shown-value.ts'
import { axisText, chartHeight } from '../value-axes.ts'
import { rangeOfAxis, valueRange } from '../value-range.ts'

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

/** The points of a panel: each a row, with the fields that place it. */
export interface Points {
  readonly frame: ShownFrame
  readonly x: ShownField
  readonly y: ShownField
  colorAt(index: number): string
  sizeAt(index: number): number
}

/**
 * The points of a panel; undefined where it has no two fields of numbers.
 *
 * @throws Error where Grafana shows nothing else
 */
export function pointsOf({ panel, frames }: PanelInput): Points | undefined {
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
  if (!frame || !x || !y) return undefined
  const custom: XyCustom = panel.fieldConfig?.defaults.custom ?? {}
  const color = find(dimensions.color)
  return {
    frame,
    x,
    y,
    colorAt: (index) => pointColor(color ?? y, y, index),
    sizeAt: pointSizes(find(dimensions.size), custom),
  }
}

/** A point for each row, by two of its numbers. */
export function xyChart({ frame, x, y, colorAt, sizeAt }: Points, { panel, theme }: PanelInput) {
  const custom: XyCustom = panel.fieldConfig?.defaults.custom ?? {}
  const opacity = (custom.fillOpacity ?? 50) / 100
  return {
    grid: { left: 78, right: 24, top: 16, bottom: 44 },
    xAxis: { ...axis(x, theme, chartWidth(panel)), nameGap: 28 },
    yAxis: { ...axis(y, theme, chartHeight(panel)), nameGap: 60 },
    series: {
      type: 'scatter' as const,
      data: [...Array(frame.length).keys()].map((index) => {
        const own = colorAt(index)
        const itemStyle = { color: withOpacity(own, opacity), borderColor: own, borderWidth: 1.5 }
        return {
          value: [numberOf(x.values[index]), numberOf(y.values[index])],
          symbolSize: sizeAt(index),
          itemStyle,
        }
      }),
    },
  }
}

/** So many pixels that each 30 of them have room for one number beside the next. */
const chartWidth = ({ gridPos }: PanelInput['panel']): number => (gridPos?.w ?? 12) * 15

function axis(field: ShownField, theme: PanelInput['theme'], pixels: number) {
  const { text, line } = chartColors(theme)
  const values = field.values.flatMap((value) => numberOf(value) ?? [])
  const extent =
    values.length === 0 ? { low: 0, high: 100 } : { low: Math.min(...values), high: Math.max(...values) }
  const { min, max, interval, ...ends } = rangeOfAxis(valueRange(extent, field.config, pixels))
  return {
    type: 'value' as const,
    name: customOf(field).axisLabel ?? field.title,
    nameLocation: 'middle' as const,
    nameTextStyle: { color: text, fontSize: 11.5 },
    min,
    max,
    interval,
    axisLabel: { color: text, fontSize: 11, ...ends, formatter: (value: number) => axisText(value, field) },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: line } },
  }
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
