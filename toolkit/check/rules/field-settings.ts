import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { PanelResult } from './panel-results.ts'
import { shownFields } from './shown-fields.ts'

/** An override of a panel that sets something; `field` is undefined where it does not go by one name. */
export interface SettingOverride {
  readonly field: string | undefined
  readonly value: unknown
}

/** The overrides of a panel that set a property. */
export function overridesOf(panel: Panel, property: string): SettingOverride[] {
  return (panel.fieldConfig?.overrides ?? []).flatMap(({ matcher, properties }) => {
    const set = properties.find(({ id }) => id === property)
    const options: unknown = matcher.options
    const field = matcher.id === 'byName' && typeof options === 'string' ? options : undefined
    return set ? [{ field, value: set.value }] : []
  })
}

/**
 * The numeric fields of a panel that neither it nor an override sets this for: undefined where all have it or it
 * cannot be told, and empty where the fields are not known and nothing sets it.
 */
export function fieldsWithout(
  result: PanelResult,
  property: 'unit' | 'thresholds',
  isSet: (value: unknown) => boolean,
): string[] | undefined {
  const defaults: unknown = result.panel.fieldConfig?.defaults[property]
  if (isSet(defaults)) return undefined
  const overrides = overridesOf(result.panel, property).filter(({ value }) => isSet(value))
  const { fields } = shownFields(result)
  if (!fields) return overrides.length > 0 ? undefined : []
  const overridden = new Set<unknown>()
  for (const { field } of overrides) {
    const known = field === undefined ? undefined : fields.get(field)
    if (!known) return undefined
    overridden.add(known)
  }
  const numeric = new Set(
    [...fields.values()].filter(({ name, type }) => type === 'number' && name !== 'time'),
  )
  const missing = [...numeric].filter((field) => !overridden.has(field)).map(({ name }) => name)
  return missing.length > 0 ? missing : undefined
}
