import { reduceValue } from '../grafana/model/reduce/reduce-field.ts'
import { findReducer } from '../grafana/model/reduce/reducers.ts'
import { customOf } from './custom-config.ts'
import type { PanelInput } from './panel-input.ts'
import type { Series } from './series.ts'
import { shownText } from './shown-value.ts'

interface LegendOptions {
  readonly legend?: {
    readonly showLegend?: boolean
    readonly displayMode?: 'list' | 'table' | 'hidden'
    readonly placement?: 'bottom' | 'right'
    readonly calcs?: readonly string[]
  }
}

/** What a legend says of one line. */
export interface LegendEntry {
  readonly name: string
  readonly color: string
  /** How the line is drawn. */
  readonly line: 'solid' | 'dash' | 'dot'
  readonly figures: readonly { readonly name: string; readonly text: string }[]
}

/** Where the legend of a panel stands. */
export function legendPlacement({ panel }: Pick<PanelInput, 'panel'>): 'bottom' | 'right' {
  const { legend = {} }: LegendOptions = panel.options ?? {}
  return legend.placement ?? 'bottom'
}

/** The legend of a panel over time; nothing where it has none. */
export function legendEntries(
  series: readonly Series[],
  { panel }: Pick<PanelInput, 'panel'>,
): readonly LegendEntry[] {
  const { legend = {} }: LegendOptions = panel.options ?? {}
  const { showLegend = true, displayMode = 'list', calcs = [] } = legend
  if (!showLegend || displayMode === 'hidden') return []
  return series
    .filter(({ field }) => !customOf(field).hideFrom?.legend)
    .map((one) => ({
      name: one.name,
      color: one.color,
      line: customOf(one.field).lineStyle?.fill ?? 'solid',
      figures: calcs.map((calc) => ({ name: findReducer(calc)?.name ?? calc, text: calculated(one, calc) })),
    }))
}

/** A calculation of a line in its unit; a count of values has none. */
function calculated({ field }: Series, calc: string): string {
  const value = reduceValue(field, calc)
  const keepsUnit = findReducer(calc)?.keepsUnit ?? true
  return keepsUnit ? shownText(field, value) : String(value ?? '')
}
