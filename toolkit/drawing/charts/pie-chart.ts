import tinycolor from 'tinycolor2'
import type { Theme } from '../../grafana/model/display/named-colors.ts'
import type { PanelValue } from '../../grafana/model/display/panel-values.ts'
import { chartColors } from '../chart-colors.ts'
import type { PanelInput } from '../panel-input.ts'
import { singleValues, valueText } from '../single-values.ts'

/** What a pie says of itself beside its values. */
export interface PieOptions {
  readonly pieType?: 'pie' | 'donut'
  readonly legend?: {
    readonly showLegend?: boolean
    readonly placement?: 'right' | 'bottom'
    readonly values?: readonly ('value' | 'percent')[]
  }
}

/** A part of a whole. */
export interface Slice extends PanelValue {
  readonly size: number
  readonly text: string
  readonly percent: string
}

/** The parts of a pie. */
export function slicesOf(input: PanelInput): Slice[] {
  const values = singleValues(input)
  const sizes = values.map(({ display }) => Math.max(0, display.numeric || 0))
  const whole = sizes.reduce((total, size) => total + size, 0)
  return values.map((one, index): Slice => {
    const size = sizes[index] ?? 0
    const percent = whole === 0 ? '0%' : `${Math.round((size / whole) * 100)}%`
    return { ...one, size, text: valueText(one), percent }
  })
}

/** Shares of a whole. */
export function pieChart(slices: readonly Slice[], { panel, theme }: PanelInput) {
  const { pieType }: PieOptions = panel.options ?? {}
  return {
    series: {
      type: 'pie' as const,
      radius: pieType === 'donut' ? ['57%', '85%'] : ['0%', '85%'],
      label: { show: false },
      emphasis: { scaleSize: 4 },
      itemStyle: { borderColor: chartColors(theme).panel, borderWidth: 2, borderRadius: 3 },
      data: slices.map(({ title, size, display }) => ({
        name: title,
        value: size,
        itemStyle: { color: sliceColor(display.color, theme) },
      })),
    },
  }
}

/** Grafana draws a slice darker than its legend (lighter on a light ground), by a faint gradient of which this is the middle. */
function sliceColor(color: string, theme: Theme): string {
  const away = theme === 'dark' ? 1 : -0.7
  const inner = tinycolor(color)
    .darken(20 * away)
    .spin(4)
  const outer = tinycolor(color)
    .darken(10 * away)
    .spin(-4)
  return tinycolor.mix(inner, outer, 30).toHexString()
}
