import { sql } from 'kysely'
import { describeSite, rememberSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { namedColumns, selectedColumns } from '../sql/query-columns.ts'
import type { Age, ChangedBy, Follow, Followable, IncrementalView } from './followable.ts'
import { from } from './from.ts'
import type { Query } from './query.ts'
import type { RowOfRelation } from './relation.ts'

export type { Age, ChangedBy, Follow, Followable } from './followable.ts'

type TimeColumn<Row> = {
  [K in keyof Row & string]: NonNullable<Row[K]> extends Date ? K : never
}[keyof Row & string]

export interface FollowOptions<Row> {
  /**
   * Finds changed rows by a column instead of by triggers on the table: for a table that shall have none, or a log.
   * Rows that are deleted, or come to another key, are not noticed.
   */
  readonly changedBy?: ChangedBy<TimeColumn<Row>>
  /** The ages at which a row begins or ceases to count, by the column that says when it was new. */
  readonly ages?: { readonly [K in TimeColumn<Row>]?: readonly Age[] }
}

/** An incremental view is followed by the triggers on its rows; what the clock does is followed at the tables below it. */
type OptionsFor<S extends Followable> = S extends IncrementalView
  ? Record<string, never>
  : FollowOptions<RowOfRelation<S>>

/** The same by a query of the keys, for rows that are further away than the columns of the source. */
export function follow<const S extends Followable, Key>(
  source: S,
  keys: Query<Key>,
  options?: OptionsFor<S>,
): Follow<S['name'], keyof Key & string>
/**
 * Says how a changed row leads to rows of an incremental view: by columns that both have, or by a query of the keys.
 *
 * @example follow(videos, 'channel_id', { ages: { published_at: [{ days: 30 }] } })
 * @example follow(attempts, rows(attempts).select((eb) => utcDay(eb.ref('created_at')).as('date')))
 */
export function follow<const S extends Followable, const Column extends keyof RowOfRelation<S> & string>(
  source: S,
  columns: Column | readonly Column[],
  options?: OptionsFor<S>,
): Follow<S['name'], Column>
export function follow(
  source: Followable,
  keys: string | readonly string[] | Query,
  { changedBy, ages = {} }: Partial<Pick<Follow, 'changedBy' | 'ages'>> = {},
): Follow {
  const isQuery = typeof keys === 'object' && 'toOperationNode' in keys
  const query = isQuery ? keys : queryOf(source, typeof keys === 'string' ? [keys] : keys)
  const named = namedColumns(query)
  const columns = columnNames(source).filter((name) => named.has(name))
  const definition = { source, keys: query, columns, to: selectedColumns(query) ?? [], changedBy, ages }
  rememberSite(definition, follow)
  if (definition.to.length > 0 && columns.length > 0) return definition
  const where = describeSite(definition)
  throw new SightlineError({
    code: 'follow-without-key',
    what: `The query by which changes of ${source.name} are followed names no columns of it, or none that it returns.`,
    value: source.name,
    ...(where === undefined ? {} : { where }),
    next: 'Write it with Kysely, and select each part of the key by its name: rows(orders).select("customer_id").',
  })
}

const queryOf = (source: Followable, columns: readonly string[]): Query =>
  from(source)
    .selectFrom(source.name)
    .select(columns.map((column) => sql.ref(column).as(column)))

/** The columns that a relation is declared with. */
export function columnNames(source: Followable): readonly string[] {
  switch (source.kind) {
    case 'rollup':
      return [...source.grain, ...Object.keys(source.measures)]
    case 'incremental view':
      return selectedColumns(source.query) ?? [...source.grain, ...Object.keys(source.columnDescriptions)]
    default:
      return Object.keys(source.columns)
  }
}
