import type { DesiredObject } from '../kinds/desired-object.ts'
import { objectFacts as factsOfKind, objectKind } from '../kinds/object-kinds.ts'
import { type Fact, facts } from './fact.ts'
import type { KnownNames } from './known-names.ts'
import type { FormatSql } from './sql-lines.ts'

/** The SQL of an object as people compare it. */
export function objectText(object: DesiredObject, format: FormatSql, known: KnownNames): string {
  const { before = '', sql, isQuery } = objectKind(object).text(object)
  if (sql === '') return ''
  return before + (isQuery ? format(known(sql)) : known(sql))
}

/** What changes in an object beside its query, in words. */
export function objectFacts(before: DesiredObject, after: DesiredObject): Fact[] {
  return [
    ...facts('definition', before.kind === after.kind ? [] : [`the ${before.kind} becomes a ${after.kind}`]),
    ...facts('definition', factsOfKind(before, after)),
    ...facts('description', descriptionFacts(before, after)),
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
