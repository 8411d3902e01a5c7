import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts'
import { sameDataSource } from './complete-target.ts'
import { withDefaults, without } from './with-defaults.ts'

const whereNothingIsSaid: JsonObject = {
  allowCustomValue: true,
  auto: false,
  auto_count: 30,
  auto_min: '10s',
  hide: 0,
  includeAll: false,
  multi: false,
  regexApplyTo: 'value',
  skipUrlSync: false,
  sort: 0,
  useTags: false,
}

/** What Grafana works out from the other fields whenever a page is opened. */
const workedOut: ReadonlySet<string> = new Set(['options', 'definition', 'error', 'state', 'queryValue'])

/** Types whose choices do not come from a query, so that nothing is to be asked again. */
const isFixed = (type: Json | undefined) => type !== 'query' && type !== 'datasource'

/** A variable with all that Grafana takes where its JSON says nothing. */
export function completeVariable(variable: JsonObject): JsonObject {
  const { current, query, refresh, ...fields } = withDefaults(
    without(variable, workedOut),
    variable.type === 'constant' ? { ...whereNothingIsSaid, hide: 2 } : whereNothingIsSaid,
  )
  return {
    ...fields,
    ...(variable.type === 'constant' ? { skipUrlSync: true } : {}),
    ...(isFixed(variable.type) ? {} : { refresh: refresh ?? 1 }),
    ...(fields.datasource === undefined ? {} : { datasource: sameDataSource(fields.datasource) }),
    query: queryText(query ?? ''),
    current: chosen(current),
  }
}

/** A query of a variable is a text, or since Grafana 12 an object around that text. */
function queryText(query: Json): Json {
  if (!isJsonObject(query)) return query
  return query.rawSql ?? query.query ?? query
}

/** What is chosen, as a list: `All` is written alone or in a list of one. */
function chosen(current: Json | undefined): Json {
  if (!isJsonObject(current)) return null
  const list = (value: Json | undefined) => (isJsonList(value) ? value : value === undefined ? [] : [value])
  return list(current.value).length === 0 ? null : { value: list(current.value) }
}
