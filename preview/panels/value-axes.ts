import type { Theme } from '../fields/colors.ts'
import type { FieldSettings } from '../fields/field-config.ts'
import { showNumber } from '../format/show-value.ts'
import { asText } from '../format/shown.ts'
import { chartColors } from './chart.ts'
import type { Series } from './series.ts'

/** The vertical axes of a chart: one for each unit, or where a field asks for the other side. */
export function valueAxes(series: readonly Series[], theme: Theme) {
  const keyOf = ({ settings }: Series) => `${settings.unit ?? ''}|${sideOf(settings)}`
  const keys = [...new Set(series.map(keyOf))]
  const groups = keys.map((key) => series.filter((one) => keyOf(one) === key))
  const axes = groups.map((group, index) => axisFor(group, index, theme))
  const labels = groups.map((group) => longestLabel(group))
  const widthAt = (side: 'left' | 'right') =>
    axes.reduce(
      (total, { position, show }, index) =>
        position === side && show ? total + (labels[index] ?? 0) * 6.4 + 16 : total,
      0,
    )
  return {
    axes: axes.length > 0 ? axes : [axisFor([], 0, theme)],
    axisOf: (one: Series) => Math.max(0, keys.indexOf(keyOf(one))),
    left: Math.max(12, widthAt('left')),
    right: Math.max(14, widthAt('right')),
  }
}

const sideOf = ({ custom }: FieldSettings): string => custom.axisPlacement ?? 'auto'

function axisFor(group: readonly Series[], index: number, theme: Theme) {
  const { text, line } = chartColors(theme)
  const settings = group[0]?.settings ?? { custom: {} }
  const side = sideOf(settings)
  const position = side === 'right' || (side === 'auto' && index > 0) ? ('right' as const) : ('left' as const)
  const { min, max, custom } = settings
  const isLog = custom.scaleDistribution?.type === 'log'
  return {
    type: isLog ? ('log' as const) : ('value' as const),
    position,
    show: side !== 'hidden',
    scale: min === undefined,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    splitNumber: 4,
    name: custom.axisLabel ?? '',
    nameTextStyle: { color: text, fontSize: 11 },
    nameLocation: 'middle' as const,
    nameGap: 42,
    axisLabel: { color: text, fontSize: 11, formatter: (value: number) => axisText(value, settings) },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: index === 0, lineStyle: { color: line } },
  }
}

/** A value at an axis: as fine as it needs to be, since steps of 500 would all be 1K without decimals. */
export const axisText = (value: number, { unit }: FieldSettings): string =>
  asText(showNumber(Number(value.toPrecision(6)), unit))

function longestLabel(group: readonly Series[]): number {
  const values = group.flatMap(({ points }) => points.map(([, value]) => value ?? 0))
  const settings = group[0]?.settings ?? { custom: {} }
  const top = values.reduce((a, b) => Math.max(a, b), settings.max ?? 0)
  const bottom = values.reduce((a, b) => Math.min(a, b), settings.min ?? 0)
  return Math.max(
    ...[top, bottom, top * 0.75, top / 4].map(
      (value) => axisText(Number(value.toPrecision(2)), settings).length,
    ),
    2,
  )
}
