import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts'
import { completeTarget, sameDataSource } from './complete-target.ts'
import { type PanelDefaults, panelDefaults } from './panel-defaults.ts'
import { withDefaults, without } from './with-defaults.ts'

const whereNothingIsSaid: JsonObject = { transparent: false, repeatDirection: 'h', hideTimeOverride: false }

/** Written by Grafana: the version that saved the panel. */
const ownFields: ReadonlySet<string> = new Set(['pluginVersion'])

/** What a header or a text has no use for, and Grafana may write all the same. */
const queryFields: ReadonlySet<string> = new Set(['datasource', 'targets'])

/** A panel with all that Grafana takes where its JSON says nothing, as it stands there after the page was saved. */
export function completePanel(panel: JsonObject, isCompared: (panel: JsonObject) => boolean): JsonObject {
  const type = String(panel.type)
  const filled = withDefaults(without(panel, ownFields), whereNothingIsSaid)
  if (type === 'row') {
    const { panels } = panel
    const inside = (isJsonList(panels) ? panels : []).map((one) =>
      isJsonObject(one) && isCompared(one) ? completePanel(one, isCompared) : one,
    )
    return { ...without(filled, queryFields), collapsed: panel.collapsed ?? false, panels: inside }
  }
  const defaults = panelDefaults(type)
  const { fieldConfig, options } = filled
  return {
    ...(type === 'text' ? without(filled, queryFields) : completeQueries(filled)),
    options: completeOptions(type, isJsonObject(options) ? options : {}, defaults),
    fieldConfig: completeFields(isJsonObject(fieldConfig) ? fieldConfig : {}, defaults),
  }
}

function completeQueries(panel: JsonObject): JsonObject {
  const { datasource = null, targets } = panel
  const queries = isJsonList(targets)
    ? targets.map((one) => (isJsonObject(one) ? completeTarget(one, datasource) : one))
    : []
  return { ...panel, datasource: sameDataSource(datasource), targets: queries }
}

function completeOptions(type: string, options: JsonObject, defaults: PanelDefaults | undefined): JsonObject {
  const { footer, ...others } = withDefaults(options, defaults?.options ?? {})
  // A footer that is not shown is no footer: newer Grafanas leave it out.
  const shown = type !== 'table' || (isJsonObject(footer) && footer.show === true)
  return shown && footer !== undefined ? { ...others, footer } : others
}

function completeFields(fieldConfig: JsonObject, defaults: PanelDefaults | undefined): JsonObject {
  const { defaults: own, overrides } = fieldConfig
  const standard = defaults && {
    color: { mode: defaults.colorMode },
    custom: defaults.custom,
    fieldMinMax: false,
    thresholds: {
      mode: 'absolute',
      steps: [
        { color: 'green', value: null },
        { color: 'red', value: 80 },
      ],
    },
  }
  const { thresholds, ...fields } = withDefaults(isJsonObject(own) ? own : {}, standard ?? {})
  return {
    ...fieldConfig,
    defaults: thresholds === undefined ? fields : { ...fields, thresholds: fromTheBase(thresholds) },
    overrides: isJsonList(overrides) ? overrides.map(completeOverride) : [],
  }
}

function completeOverride(override: Json): Json {
  if (!isJsonObject(override) || !isJsonList(override.properties)) return override
  const properties = override.properties.map((property) =>
    isJsonObject(property) && property.id === 'thresholds' && property.value !== undefined
      ? { ...property, value: fromTheBase(property.value) }
      : property,
  )
  return { ...override, properties }
}

/** The first step of thresholds holds for all that is below the second: JSON has no word for minus infinity. */
const base: ReadonlySet<Json | undefined> = new Set([undefined, null, 0, '-Infinity'])

function fromTheBase(thresholds: Json): Json {
  if (!isJsonObject(thresholds) || !isJsonList(thresholds.steps)) return thresholds
  const steps = thresholds.steps.map((step, index) =>
    index === 0 && isJsonObject(step) && base.has(step.value) ? { ...step, value: null } : step,
  )
  return { ...thresholds, mode: thresholds.mode ?? 'absolute', steps }
}
