import * as v from 'valibot'
import { type Age, columnNames, type Follow, type Followable } from '../../define/follow.ts'
import type { IncrementalView } from '../../define/incremental-view.ts'
import type { Query } from '../../define/query.ts'
import { columnsOfQueries } from '../../sql/columns-of-queries.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { type ReadCondition, readCondition } from '../../sql/read-condition.ts'
import { RelationName, relationName } from '../../sql/relation-name.ts'
import { rollupColumns } from '../rollup/rollup-columns.ts'
import { queriesBelow } from './queries-below.ts'

/** An age at which rows begin or cease to count, and how the column that says it is compared with the clock. */
export interface DesiredAge {
  readonly column: string
  readonly isDate: boolean
  /** As Postgres reads an interval. */
  readonly ago: string
  /** The time zone of the day whose beginning it is counted from; from the moment itself where there is none. */
  readonly dayIn?: string
}

/** A column by which changed rows are found. */
export interface DesiredChangeColumn {
  readonly column: string
  readonly isDate: boolean
  /** As Postgres reads an interval. */
  readonly lateBy: string
}

/** How changes of a relation lead to rows of a view, as data. */
export interface DesiredFollow {
  readonly source: string
  /** The columns that the query of the keys reads. */
  readonly columns: readonly string[]
  /** The query of the keys, over the changed rows in place of the relation. */
  readonly keys: string
  /** The columns of the view that it gives. */
  readonly to: readonly string[]
  readonly changedBy?: DesiredChangeColumn
  readonly ages: readonly DesiredAge[]
  /** The columns of the relation that the view may be made of; all where there is no list. */
  readonly read?: readonly string[]
  /** What the view asks of every row of the relation that it reads. */
  readonly readWhere?: ReadCondition
}

export const desiredFollowSchema = v.strictObject({
  source: v.string(),
  columns: v.array(v.string()),
  keys: v.string(),
  to: v.array(v.string()),
  changedBy: v.exactOptional(v.strictObject({ column: v.string(), isDate: v.boolean(), lateBy: v.string() })),
  ages: v.array(
    v.strictObject({
      column: v.string(),
      isDate: v.boolean(),
      ago: v.string(),
      dayIn: v.exactOptional(v.string()),
    }),
  ),
  read: v.exactOptional(v.array(v.string())),
  readWhere: v.exactOptional(v.strictObject({ sql: v.string(), columns: v.array(v.string()) })),
})

/** Stands in the query of the keys where a refresh reads the changed rows. */
export const changedRows = new RelationName('sightline', 'changed_rows')

/** What a release wants of all that a view follows, where the rows of the incremental views below it are kept. */
export function desiredFollows(
  { query, follow }: Pick<IncrementalView, 'query' | 'follow'>,
  below: ReadonlyMap<string, string> = new Map(),
): readonly DesiredFollow[] {
  if (below.size > 0) return desiredFollowsOf(query, follow, below)
  const known = desired.get(query)
  if (known?.follow === follow) return known.follows
  const follows = desiredFollowsOf(query, follow, below)
  desired.set(query, { follow, follows })
  return follows
}

/** A release asks several times, and a watch again for all that was not saved. */
const desired = new WeakMap<
  Query,
  { readonly follow: readonly Follow[]; readonly follows: readonly DesiredFollow[] }
>()

/** What a query of keys reads leads to rows, as what the query itself reads does. */
function desiredFollowsOf(
  query: Query,
  follow: readonly Follow[],
  below: ReadonlyMap<string, string>,
): readonly DesiredFollow[] {
  const { queries } = queriesBelow(query)
  const all = [...queries, ...follow.map(({ keys }) => keys)]
  return follow.map((one) => {
    const read = one.changedBy ? undefined : columnsOfQueries(all, columnNames(one.source))
    return { ...desiredFollow(one, queries, below), ...(read && { read }) }
  })
}

function desiredFollow(
  follow: Follow,
  queries: readonly Query[],
  below: ReadonlyMap<string, string>,
): DesiredFollow {
  const { source, columns, to, changedBy, ages } = follow
  // A row that is changed may have been read before; a column of changes does not tell.
  const readWhere = changedBy ? undefined : readCondition(queries, source.name, columnNames(source))
  const isDate = (column: string) => typeOf(source, column) === 'date'
  return {
    source: below.get(source.name) ?? source.name,
    columns,
    keys: keysText(follow, below),
    to,
    ...(changedBy && {
      changedBy: {
        column: changedBy.column,
        isDate: isDate(changedBy.column),
        lateBy: intervalText(changedBy.lateBy),
      },
    }),
    ages: Object.entries(ages).flatMap(([column, list = []]) =>
      list.map((age) => ({ column, isDate: isDate(column), ...ageText(age) })),
    ),
    ...(readWhere && { readWhere }),
  }
}

/** The changed rows stand where the query selects from the relation; where it is joined again, it is itself. */
function keysText({ source, keys }: Follow, below: ReadonlyMap<string, string>): string {
  const to = new Map([...below].map(([name, storage]) => [name, relationName(storage)]))
  const itself = to.get(source.name) ?? relationName(source.name)
  to.set(source.name, changedRows)
  const { sql } = compileQuery(keys, { to, all: [source.name, ...below.keys()] })
  const first = sql.indexOf(`from ${changedRows.sql}`) + `from ${changedRows.sql}`.length
  return sql.slice(0, first) + sql.slice(first).replaceAll(changedRows.sql, itself.sql)
}

function typeOf(source: Followable, column: string): string {
  switch (source.kind) {
    case 'incremental view':
      return '' // It is followed by its keys alone.
    case 'rollup':
      return rollupColumns(source).find(({ name }) => name === column)?.type ?? ''
    default:
      return source.columns[column]?.shape.type ?? ''
  }
}

function ageText(age: Age): Pick<DesiredAge, 'ago' | 'dayIn'> {
  const ago = intervalText(age)
  return 'of' in age ? { ago, dayIn: age.zone ?? 'UTC' } : { ago }
}

/** In units that are equally long in every time zone. */
function intervalText({
  days = 0,
  hours = 0,
  minutes = 0,
}: {
  days?: number
  hours?: number
  minutes?: number
}) {
  const total = (days * 24 + hours) * 60 + minutes
  return total % 60 === 0 ? `${total / 60} hours` : `${total} minutes`
}
