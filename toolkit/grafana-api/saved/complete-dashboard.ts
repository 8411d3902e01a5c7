import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts'
import { completePanel } from './complete-panel.ts'
import { completeTarget, sameDataSource } from './complete-target.ts'
import { completeVariable } from './complete-variable.ts'
import { withDefaults, without } from './with-defaults.ts'

/** What Grafana writes into every dashboard, whatever its value. */
const ownFields: ReadonlySet<string> = new Set([
  'id',
  'version',
  'iteration',
  'gnetId',
  '__inputs',
  '__requires',
])

const whereNothingIsSaid: JsonObject = {
  editable: true,
  fiscalYearStartMonth: 0,
  graphTooltip: 0,
  liveNow: false,
  preload: false,
  style: 'dark',
  timezone: '',
  weekStart: '',
}

const annotationDefaults: JsonObject = { enable: true, hide: false, builtIn: 0 }

const linkDefaults: JsonObject = {
  asDropdown: false,
  includeVars: false,
  keepTime: false,
  targetBlank: false,
}

/**
 * A dashboard with all that Grafana takes where its JSON says nothing, as it stands there after the page was saved. Panels
 * that are not to be compared stay as they are.
 */
export function completeDashboard(
  dashboard: JsonObject,
  isCompared: (panel: JsonObject) => boolean,
): JsonObject {
  const { annotations, links, panels, refresh, templating, timepicker, ...fields } = withDefaults(
    without(dashboard, ownFields),
    whereNothingIsSaid,
  )
  return {
    ...fields,
    refresh: refresh === undefined || refresh === false ? '' : refresh,
    timepicker: completeTimePicker(timepicker ?? {}),
    annotations: { list: listIn(annotations).map(completeAnnotation) },
    templating: { list: listIn(templating).map((one) => (isJsonObject(one) ? completeVariable(one) : one)) },
    links: objects(links, (link) => withDefaults(link, linkDefaults)),
    panels: objects(panels, (panel) => (isCompared(panel) ? completePanel(panel, isCompared) : panel)),
  }
}

const listIn = (holder: Json | undefined): readonly Json[] =>
  isJsonObject(holder) && isJsonList(holder.list) ? holder.list : []

const objects = (list: Json | undefined, complete: (one: JsonObject) => JsonObject): readonly Json[] =>
  isJsonList(list) ? list.map((one) => (isJsonObject(one) ? complete(one) : one)) : []

/** Choices of time that newer Grafanas no longer read. */
const pickerFields: ReadonlySet<string> = new Set([
  'time_options',
  'collapse',
  'enable',
  'notice',
  'now',
  'type',
])

const completeTimePicker = (timepicker: Json): Json =>
  isJsonObject(timepicker) ? withDefaults(without(timepicker, pickerFields), { hidden: false }) : timepicker

function completeAnnotation(annotation: Json): Json {
  if (!isJsonObject(annotation)) return annotation
  const { datasource = null, target, ...fields } = withDefaults(annotation, annotationDefaults)
  const isBuiltIn = Boolean(annotation.builtIn)
  const builtIn = { type: 'dashboard', tags: [], limit: 100, matchAny: false }
  const asked = isJsonObject(target) ? target : isBuiltIn ? builtIn : undefined
  return {
    ...fields,
    // Older pages name Grafana's own data source by its title.
    datasource:
      datasource === '-- Grafana --' ? { type: 'grafana', uid: '-- Grafana --' } : sameDataSource(datasource),
    builtIn: isBuiltIn ? 1 : 0,
    ...(asked === undefined
      ? {}
      : { target: completeTarget(isBuiltIn ? withDefaults(asked, builtIn) : asked, datasource) }),
  }
}
