import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { type ShownFrame, shownFrames } from '../../grafana/model/display/shown-fields.ts'
import type { DataFrame } from '../../grafana/model/frames/frame.ts'
import { NotFound } from '../../grafana/model/transform/not-found.ts'
import type { PanelResult } from './panel-results.ts'
import { shownFields } from './shown-fields.ts'

/** The values that the overrides of a panel set for a property. */
export function overriddenValues(panel: Panel, property: string): unknown[] {
  return (panel.fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
    properties.filter(({ id }) => id === property).map(({ value }): unknown => value),
  )
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
  const { panel } = result
  if (isSet(panel.fieldConfig?.defaults[property])) return undefined
  const isOverridden = overriddenValues(panel, property).some(isSet)
  const { frames } = shownFields(result)
  const shown = frames && withSettings(frames, panel)
  if (!shown) return isOverridden ? undefined : []
  const missing = shown.flatMap(({ fields }) =>
    fields.filter(
      ({ name, type, config }) => type === 'number' && name !== 'time' && !isSet(config[property]),
    ),
  )
  return missing.length > 0 ? [...new Set(missing.map(({ title }) => title))] : undefined
}

/** Undefined where an override goes by what only Grafana knows. */
function withSettings(
  frames: readonly DataFrame[],
  { fieldConfig }: Panel,
): readonly ShownFrame[] | undefined {
  try {
    return shownFrames(frames, fieldConfig ?? { defaults: {}, overrides: [] }, 'dark')
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}
