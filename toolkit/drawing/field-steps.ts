import { colorByName, type Theme } from '../grafana/model/display/named-colors.ts'
import type { ShownField } from '../grafana/model/display/shown-fields.ts'

/** A threshold of a field in its own unit, and the colour from it on. */
export interface FieldStep {
  readonly from: number
  readonly color: string
}

/** The thresholds of a field; those in percent lie between its ends. */
export function fieldSteps({ config, range }: ShownField, theme: Theme): readonly FieldStep[] {
  const { mode, steps = [] } = config.thresholds ?? {}
  return steps.map(({ value, color }) => {
    const given = value ?? Number.NEGATIVE_INFINITY
    const isShare = mode === 'percentage' && Number.isFinite(given)
    const from = isShare ? range.min + (given / 100) * (range.max - range.min) : given
    return { from, color: colorByName(color, theme) }
  })
}
