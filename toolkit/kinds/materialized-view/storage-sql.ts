import type { MaterializedView } from '../../define/materialized-view.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { indexColumns } from '../index/index-sql.ts'
import { relationComments } from '../relation-comments.ts'

/** The statements that create a materialized view: its storage with its indexes, and the view in front of it. */
export function materializedViewStatements(view: MaterializedView, storage: string, query: string): string[] {
  requireGrain(view)
  return [
    ...storageStatements(view, storage, query),
    `create or replace view ${relationName(view.name).sql} as\nselect * from ${relationName(storage).sql}`,
    ...relationComments('view', view.name, view.description, view.columnDescriptions),
  ]
}

/** How the indexes of a storage are called. */
export function storageIndexNames({
  indexes,
  storage,
}: Pick<MaterializedView, 'indexes'> & { readonly storage: string }) {
  const called = (suffix: string) => relationName(storage).with({ suffix }).name
  return {
    grain: called('_grain'),
    others: indexes.map((columns, position) => ({ name: called(`_${position + 1}`), columns })),
  }
}

/** The statements that fill a storage, index it and gather its statistics. */
export function storageStatements(
  { name, grain, indexes }: Pick<MaterializedView, 'name' | 'grain' | 'indexes'>,
  storage: string,
  query: string,
): string[] {
  const rows = relationName(storage)
  const names = storageIndexNames({ indexes, storage })
  const others = names.others.map(
    ({ name, columns }) =>
      `create index if not exists ${quoteIdentifier(name)} on ${rows.sql} (${indexColumns(columns)})`,
  )
  return [
    `create materialized view if not exists ${rows.sql} as\n${query}`,
    `create unique index if not exists ${quoteIdentifier(names.grain)} on ${rows.sql} (${indexColumns(grain)})`,
    ...others,
    `comment on materialized view ${rows.sql} is ${quoteLiteral(`Rows of ${name}, which sightline keeps here: read that view instead.`)}`,
    `analyze ${rows.sql}`,
  ]
}

function requireGrain(view: MaterializedView): void {
  if (view.grain.length > 0) return
  throw new SightlineError({
    code: 'grain-missing',
    what: `The materialized view ${view.name} has no grain, so it cannot be refreshed while people read it.`,
    value: 'grain: []',
    ...siteOf(view),
    next: 'Name the columns that make a row unique in `grain`; each then is part of its unique index.',
  })
}

function siteOf(view: MaterializedView): { where?: string } {
  const where = describeSite(view)
  return where === undefined ? {} : { where }
}
