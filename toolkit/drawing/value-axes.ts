import type { ShownField } from '../grafana/model/display/shown-fields.ts'
import { formattedText } from '../grafana/model/format/value-format.ts'
import { chartColors } from './chart-colors.ts'
import { customOf } from './custom-config.ts'
import type { PanelInput } from './panel-input.ts'
import type { Series } from './series.ts'
import { rangeOfAxis, valueRange } from './value-range.ts'

/** The vertical axes of a chart: one for each unit, or where a field asks for the other side. */
export function valueAxes(series: readonly Series[], input: PanelInput) {
  const keyOf = ({ field }: Series) => `${field.config.unit ?? ''}|${sideOf(field)}`
  const keys = [...new Set(series.map(keyOf))]
  const groups = keys.map((key) => series.filter((one) => keyOf(one) === key))
  const axes = groups.map((group, index) => axisFor(group, index, input))
  const labels = groups.map((group) => longestLabel(group))
  const widthAt = (side: 'left' | 'right') =>
    axes.reduce(
      (total, { position, show }, index) =>
        position === side && show ? total + (labels[index] ?? 0) * 6.4 + 16 : total,
      0,
    )
  return {
    axes: axes.length > 0 ? axes : [axisFor([], 0, input)],
    axisOf: (one: Series) => Math.max(0, keys.indexOf(keyOf(one))),
    left: Math.max(12, widthAt('left')),
    right: Math.max(14, widthAt('right')),
  }
}

const sideOf = (field: ShownField | undefined): string => (field && customOf(field).axisPlacement) ?? 'auto'

function axisFor(group: readonly Series[], index: number, { panel, theme }: PanelInput) {
  const { text, line } = chartColors(theme)
  const field = group[0]?.field
  const side = sideOf(field)
  const position = side === 'right' || (side === 'auto' && index > 0) ? ('right' as const) : ('left' as const)
  const custom = field ? customOf(field) : {}
  const isLog = custom.scaleDistribution?.type === 'log'
  const { min, max, interval, ...ends } = rangeOfAxis(
    valueRange(extentOf(group), field?.config ?? {}, chartHeight(panel)),
  )
  return {
    type: isLog ? ('log' as const) : ('value' as const),
    position,
    show: side !== 'hidden',
    ...(isLog ? {} : { min, max, interval }),
    name: custom.axisLabel ?? '',
    nameTextStyle: { color: text, fontSize: 11 },
    nameLocation: 'middle' as const,
    nameGap: 42,
    axisLabel: {
      color: text,
      fontSize: 11,
      ...(isLog ? {} : ends),
      formatter: (value: number) => axisText(value, field),
    },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: index === 0, lineStyle: { color: line } },
  }
}

/** About as many pixels as are left for the chart of a panel beside its title, its times and its legend. */
export const chartHeight = ({ gridPos }: PanelInput['panel']): number => (gridPos?.h ?? 8) * 38 - 120

/** The least and the greatest value, of lines that stand on each other their sum; to a hundred where there is none. */
function extentOf(group: readonly Series[]): { low: number; high: number } {
  const sums = new Map<number, number>()
  const values = group.flatMap(({ field, points }) => {
    const { stacking, drawStyle } = customOf(field)
    const isStacked = stacking?.mode !== undefined && stacking.mode !== 'none'
    const own = points.flatMap(([moment, value]) => {
      if (value === null || !isStacked) return value ?? []
      sums.set(moment, (sums.get(moment) ?? 0) + value)
      return []
    })
    return isStacked || drawStyle === 'bars' ? [0, ...own] : own
  })
  const all = [...values, ...sums.values()]
  if (all.length === 0) return { low: 0, high: 100 }
  return { low: all.reduce((a, b) => Math.min(a, b)), high: all.reduce((a, b) => Math.max(a, b)) }
}

/** A value at an axis: with the decimals of its field, or as fine as the steps of the axis are. */
export function axisText(value: number, field: ShownField | undefined): string {
  const rounded = Number(value.toPrecision(6))
  return field ? formattedText(field.display(rounded, decimalsOf(rounded))) : String(rounded)
}

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0

function longestLabel(group: readonly Series[]): number {
  const values = group.flatMap(({ points }) => points.map(([, value]) => value ?? 0))
  const field = group[0]?.field
  const top = values.reduce((a, b) => Math.max(a, b), field?.config.max ?? 0)
  const bottom = values.reduce((a, b) => Math.min(a, b), field?.config.min ?? 0)
  const lengths = [top, bottom, top * 0.75, top / 4].map(
    (value) => axisText(Number(value.toPrecision(2)), field).length,
  )
  return Math.max(...lengths, 2)
}
