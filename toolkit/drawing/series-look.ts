import { customOf } from './custom-config.ts'
import { withOpacity } from './opacity.ts'
import type { Series } from './series.ts'

/** How a line, bars or points of a series are drawn. */
export function seriesLook({ field, color, points }: Series, hasBars: boolean) {
  const custom = customOf(field)
  const { fillOpacity = 0, lineWidth = 1, gradientMode = 'none', stacking } = custom
  const stack = stacking?.mode && stacking.mode !== 'none' ? { stack: stacking.group ?? 'A' } : {}
  if (custom.drawStyle === 'bars') {
    const itemStyle = {
      color: withOpacity(color, Math.max(fillOpacity, 5) / 100),
      borderColor: color,
      borderWidth: 1,
    }
    return { type: 'bar' as const, itemStyle, barMaxWidth: 40, ...stack }
  }
  if (custom.drawStyle === 'points') {
    return { type: 'scatter' as const, symbolSize: custom.pointSize ?? 5, itemStyle: { color } }
  }
  const area = fillOpacity / 100
  const lit = { type: 'linear' as const, x: 0, y: 0, x2: 0, y2: 1 }
  const colorStops = [
    { offset: 0, color: withOpacity(color, Math.min(1, area * 2.2)) },
    { offset: 1, color: withOpacity(color, area * 0.15) },
  ]
  const dashes = { solid: 'solid' as const, dash: [10, 10], dot: [1, 6] }[custom.lineStyle?.fill ?? 'solid']
  return {
    type: 'line' as const,
    connectNulls: custom.spanNulls === true,
    smooth: custom.lineInterpolation === 'smooth' ? 0.25 : false,
    smoothMonotone: 'x' as const,
    ...stepOf(custom.lineInterpolation),
    showSymbol: showsPoints(custom.showPoints, points.length, hasBars),
    symbol: 'circle',
    symbolSize: custom.pointSize ?? 5,
    itemStyle: { color },
    lineStyle: { color, width: lineWidth, type: dashes },
    ...(fillOpacity > 0
      ? { areaStyle: { color: gradientMode === 'none' ? withOpacity(color, area) : { ...lit, colorStops } } }
      : {}),
    ...stack,
  }
}

const stepOf = (interpolation: string | undefined) =>
  interpolation === 'stepAfter'
    ? { step: 'end' as const }
    : interpolation === 'stepBefore'
      ? { step: 'start' as const }
      : {}

function showsPoints(wanted: string | undefined, count: number, hasBars: boolean): boolean {
  if (wanted === 'always') return true
  return wanted !== 'never' && !hasBars && count <= 40
}
