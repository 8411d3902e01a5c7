import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { formatValue } from '../grafana/format-value.ts'

/** A value of a field as its panel shows it: in the field's own unit and decimals, where an override gives them. */
export function formatField(panel: Panel | undefined, field: string, value: number): string {
  const { unit, decimals } = panel?.fieldConfig?.defaults ?? {}
  const own: unknown = overriddenValue(panel, field, 'unit')
  const digits: unknown = overriddenValue(panel, field, 'decimals')
  return formatValue(
    value,
    typeof own === 'string' ? own : unit,
    typeof digits === 'number' ? digits : (decimals ?? undefined),
  )
}

/** What an override says of a field by its name; undefined where none does. */
export function overriddenValue(panel: Panel | undefined, field: string, property: string): unknown {
  const override = panel?.fieldConfig?.overrides.findLast(
    ({ matcher, properties }) =>
      matcher.id === 'byName' && matcher.options === field && properties.some(({ id }) => id === property),
  )
  return override?.properties.find(({ id }) => id === property)?.value
}
