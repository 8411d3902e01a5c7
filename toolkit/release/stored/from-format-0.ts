import type { JsonObject } from '../../foundation/json.ts'
import { eachObject } from './each-object.ts'

/** Format 0 told the kind of a query, and what a copy is of, by their names; a table was a statement, and sources had no keys. */
export function fromFormat0(older: JsonObject): JsonObject {
  return {
    ...older,
    sources: eachObject(older.sources, (source) => ({ primaryKey: [], ...source })),
    queries: eachObject(older.queries, (query) => ({ kind: kindByName(String(query.where)), ...query })),
    objects: eachObject(older.objects, (object) => {
      if (object.kind === 'view copy')
        return { of: String(object.name).replace(/__[0-9a-f]{8}$/, ''), ...object }
      return object.kind === 'table' && 'create' in object ? tableOf(object) : object
    }),
  }
}

function kindByName(where: string): string {
  if (where.includes('/$')) return 'variable'
  return where.includes('/') ? 'panel' : 'alert'
}

/** The statement had the key of more than one column in its last line, and foreign keys at the end of a column. */
function tableOf({ create, columns, ...table }: JsonObject): JsonObject {
  const key = /\n {2}primary key \((.*)\)\n\)$/.exec(String(create))?.[1]
  const primaryKey = key === undefined ? [] : key.split(', ').map(unquoted)
  return {
    ...table,
    columns: eachObject(columns, (column) => {
      const [definition = '', references] = String(column.definition).split(/ references (?=[^']*$)/)
      return {
        ...column,
        definition,
        ...(references === undefined ? {} : { references: unquoted(references) }),
      }
    }),
    primaryKey,
  }
}

const unquoted = (name: string): string =>
  name.replace(/"((?:[^"]|"")*)"/g, (_, inside: string) => inside.replaceAll('""', '"'))
