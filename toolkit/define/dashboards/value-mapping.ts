import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard'
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Color } from './color.ts'

/** How one value is shown. */
export interface ShownAs {
  readonly text?: string
  readonly color?: Color
}

/**
 * Shows values under other words or colours.
 *
 * @example mapValues({ elite: { text: 'Elite', color: 'purple' } })
 */
export function mapValues(values: Readonly<Record<string, ShownAs>>): ValueMapping {
  const options = Object.entries(values).map(([value, shown], index) => [value, { ...shown, index }])
  return { type: MappingType.ValueToText, options: Object.fromEntries(options) }
}
