import { isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts'
import { without } from './with-defaults.ts'

/** Names of the one Postgres plugin: it had another before Grafana 10, and answers to both. */
const postgresPlugins: ReadonlySet<string> = new Set(['postgres', 'grafana-postgresql-datasource'])

/** Whether two names of plugins mean one plugin. */
export const samePlugin = (one: string, other: string): boolean =>
  one === other || (postgresPlugins.has(one) && postgresPlugins.has(other))

/** A reference to a data source, under the name that its plugin has today. */
export function sameDataSource(reference: Json): Json {
  if (!isJsonObject(reference) || typeof reference.type !== 'string') return reference
  return postgresPlugins.has(reference.type)
    ? { ...reference, type: 'grafana-postgresql-datasource' }
    : reference
}

/** What the page's editors of queries write for themselves: nothing of it is asked of the data source. */
const ownFields: ReadonlySet<string> = new Set(['pdcInjected', 'dataset', 'table'])

/** A query with all that Grafana takes where its JSON says nothing; its data source is that of its panel. */
export function completeTarget(target: JsonObject, datasource: Json): JsonObject {
  const { editorMode: _, rawQuery: __, sql: ___, ...query } = without(target, ownFields)
  // The state of the page's builder of queries counts only where the query was built with it.
  const isWritten = typeof target.rawSql === 'string'
  return {
    ...(isWritten ? query : without(target, ownFields)),
    hide: target.hide ?? false,
    datasource: sameDataSource(target.datasource ?? datasource),
  }
}
