import type { MaterializedView } from '../../define/materialized-view.ts'
import type { View } from '../../define/view.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { quoteIdentifier, quoteLiteral, quoteName, splitName } from '../../sql/identifier.ts'
import { indexColumns } from '../index/index-sql.ts'
import { relationComments } from '../relation-comments.ts'

/** What identifies a materialized view's stored rows: its query and its indexes. */
export function storageContent(view: MaterializedView): string {
  return JSON.stringify([compileQuery(view.query).sql, view.grain, view.indexes])
}

/** The longest index name on a storage must still fit the 63 bytes of a Postgres identifier. */
const longestName = 63 - '__12345678_grain'.length

/** The statements that create a materialized view: its storage with its indexes, and the view in front of it. */
export function materializedViewStatements(view: MaterializedView, storage: string, query: string): string[] {
  requireGrain(view)
  requireVersionableName(view)
  return [
    ...storageStatements(view, storage, query),
    `create or replace view ${quoteName(view.name)} as\nselect * from ${quoteName(storage)}`,
    ...relationComments('view', view.name, view.description, view.columnDescriptions),
  ]
}

/** The statements that fill a storage, index it and gather its statistics. */
export function storageStatements(
  { name, grain, indexes }: Pick<MaterializedView, 'name' | 'grain' | 'indexes'>,
  storage: string,
  query: string,
): string[] {
  const { name: plain } = splitName(storage)
  const others = indexes.map(
    (columns, position) =>
      `create index if not exists ${quoteIdentifier(`${plain}_${position + 1}`)} on ${quoteName(storage)} (${indexColumns(columns)})`,
  )
  return [
    `create materialized view if not exists ${quoteName(storage)} as\n${query}`,
    `create unique index if not exists ${quoteIdentifier(`${plain}_grain`)} on ${quoteName(storage)} (${indexColumns(grain)})`,
    ...others,
    `comment on materialized view ${quoteName(storage)} is ${quoteLiteral(`Rows of ${name}, which sightline keeps here: read that view instead.`)}`,
    `analyze ${quoteName(storage)}`,
  ]
}

function requireGrain(view: MaterializedView): void {
  if (view.grain.length > 0) return
  throw new SightlineError({
    what: `The materialized view ${view.name} has no grain, so it cannot be refreshed while people read it.`,
    value: 'grain: []',
    ...siteOf(view),
    next: 'Name the columns that make a row unique in `grain`; each then is part of its unique index.',
  })
}

/** Refuses a view whose versions would not find room in an identifier of Postgres. */
export function requireVersionableName(view: View | MaterializedView): void {
  const { name } = splitName(view.name)
  if (name.length <= longestName) return
  throw new SightlineError({
    what:
      view.kind === 'materialized view'
        ? `The name of the materialized view ${view.name} is too long for its storage and its indexes.`
        : `The name of the view ${view.name}, which a materialized view reads, is too long for its versions.`,
    value: `${name} (${Buffer.byteLength(name)} bytes)`,
    ...siteOf(view),
    next: `Shorten it to ${longestName} bytes.`,
  })
}

function siteOf(view: View | MaterializedView): { where?: string } {
  const where = describeSite(view)
  return where === undefined ? {} : { where }
}
