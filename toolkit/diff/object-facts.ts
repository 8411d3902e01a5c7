import type { DesiredColumn, DesiredObject } from '../release/desired-object.ts'
import type { FormatSql } from './sql-lines.ts'
import { withoutVersions } from './without-versions.ts'

/** The SQL of an object as people compare it. */
export function objectText(object: DesiredObject, format: FormatSql): string {
  switch (object.kind) {
    case 'view':
    case 'view copy':
    case 'materialized view':
      return format(withoutVersions(object.query))
    case 'function':
      return withoutVersions(object.create)
    case 'index':
      return object.predicate === undefined ? '' : `where ${format(object.predicate)}`
    case 'table':
    case 'schema':
      return ''
  }
}

/** What changes in an object beside its query, in words. */
export function objectFacts(before: DesiredObject, after: DesiredObject): string[] {
  return [
    ...(before.kind === after.kind ? [] : [`the ${before.kind} becomes a ${after.kind}`]),
    ...grainFacts(before, after),
    ...indexFacts(before, after),
    ...columnFacts(before, after),
    ...descriptionFacts(before, after),
  ]
}

const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '))

function grainFacts(before: DesiredObject, after: DesiredObject): string[] {
  if (!('grain' in before && 'grain' in after)) return []
  const [old, now] = [before.grain.toSorted(), after.grain.toSorted()]
  return list(old) === list(now) ? [] : [`grain from ${list(old)} to ${list(now)}`]
}

function indexFacts(before: DesiredObject, after: DesiredObject): string[] {
  if (before.kind === 'materialized view' && after.kind === 'materialized view') {
    const texts = [before, after].map(({ indexes }) => indexes.map((index) => JSON.stringify(index)))
    const [old = [], now = []] = texts
    return [
      ...old.filter((index) => !now.includes(index)).map((index) => `index ${index} dropped`),
      ...now.filter((index) => !old.includes(index)).map((index) => `index ${index} added`),
    ]
  }
  if (before.kind !== 'index' || after.kind !== 'index') return []
  return [
    ...(before.on === after.on ? [] : [`table from ${before.on} to ${after.on}`]),
    ...(before.columns === after.columns ? [] : [`columns from ${before.columns} to ${after.columns}`]),
    ...(before.unique === after.unique ? [] : [after.unique ? 'becomes unique' : 'is no longer unique']),
  ]
}

function columnFacts(before: DesiredObject, after: DesiredObject): string[] {
  if (before.kind !== 'table' || after.kind !== 'table') return []
  const find = (columns: readonly DesiredColumn[], name: string) => columns.find((one) => one.name === name)
  return [
    ...before.columns
      .filter(({ name }) => !find(after.columns, name))
      .map(({ name }) => `column ${name} no longer declared`),
    ...after.columns.flatMap((column) => {
      const old = find(before.columns, column.name)
      if (!old) return [`column ${column.name} added: ${column.type}`]
      return old.definition === column.definition
        ? []
        : [`column ${column.name} from ${old.definition} to ${column.definition}`]
    }),
  ]
}

function descriptionFacts(before: DesiredObject, after: DesiredObject): string[] {
  const own = before.description === after.description ? [] : ['description changed']
  if (!('columnDescriptions' in before && 'columnDescriptions' in after)) return own
  const [old, now] = [before.columnDescriptions, after.columnDescriptions]
  const columns = Object.keys(now).filter((column) => column in old && old[column] !== now[column])
  const names =
    columns.length === 1 ? `description of ${columns[0]}` : `descriptions of ${columns.join(', ')}`
  return [...own, ...(columns.length === 0 ? [] : [`${names} changed`])]
}
