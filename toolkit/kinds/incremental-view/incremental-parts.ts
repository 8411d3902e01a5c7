import { type RelationName, relationName } from '../../sql/relation-name.ts'
import type { DesiredFollow } from './desired-follow.ts'
import type { DesiredIncrementalView } from './desired-incremental-view.ts'

/** What the rows of an incremental view are worked out by. */
export type IncrementalText = Pick<
  DesiredIncrementalView,
  'name' | 'storage' | 'query' | 'grain' | 'indexes' | 'follow' | 'refreshes'
>

/** Where triggers note which rows of a relation changed. */
export interface ChangeLog {
  readonly source: string
  /** The columns of the relation that are noted. */
  readonly columns: readonly string[]
  /** An update that changes none of these columns changes no row of the view; any may where there is no list. */
  readonly compared: readonly string[] | undefined
  readonly table: RelationName
  /** The function that the triggers call. */
  readonly note: RelationName
}

/** The names of what the rows of an incremental view are kept up with, beside the table that they are in. */
export interface IncrementalParts {
  readonly rows: RelationName
  /** The view of the whole query. */
  readonly query: RelationName
  /** The table of one row that knows when the rows were last worked out. */
  readonly state: RelationName
  readonly refresh: RelationName
  readonly logs: readonly ChangeLog[]
}

/** What an incremental view is made of in the database. */
export function incrementalParts({
  storage,
  follow,
}: Pick<IncrementalText, 'storage' | 'follow'>): IncrementalParts {
  const watched = [...new Set(follow.filter((one) => !one.changedBy).map(({ source }) => source))]
  return {
    ...partNames(storage),
    logs: watched.map((source, index) => {
      const follows = follow.filter((one) => one.source === source)
      const columns = [...new Set(follows.flatMap(notedColumns))]
      return { source, columns, compared: comparedColumns(follows, columns), ...logNames(storage, index) }
    }),
  }
}

/** Those that the view is made of, and those by which it is found which of its rows these are. */
function comparedColumns(
  follows: readonly DesiredFollow[],
  noted: readonly string[],
): readonly string[] | undefined {
  if (follows.some(({ read }) => read === undefined)) return undefined
  const aged = follows.flatMap(({ ages }) => ages.map(({ column }) => column))
  return [...new Set([...noted, ...aged, ...follows.flatMap(({ read = [] }) => read)])]
}

const notedColumns = ({ columns, readWhere }: DesiredFollow) => [...columns, ...(readWhere?.columns ?? [])]

/** The names of the parts that each has once. */
export function partNames(storage: string): Omit<IncrementalParts, 'logs'> {
  const rows = relationName(storage)
  return {
    rows,
    query: rows.with({ suffix: '__query' }),
    state: rows.with({ suffix: '__state' }),
    refresh: refreshName(storage),
  }
}

/** The names of the log in this place. */
export function logNames(storage: string, index: number): Pick<ChangeLog, 'table' | 'note'> {
  const rows = relationName(storage)
  return {
    table: rows.with({ suffix: `__changes_${index + 1}` }),
    note: rows.with({ suffix: `__note_${index + 1}` }),
  }
}

/** The function that works out the rows that changes lead to, and all of them where it is told so. */
export const refreshName = (storage: string): RelationName =>
  relationName(storage).with({ suffix: '__refresh' })

/** A call of it. */
export const refreshCall = (storage: string, entire = false): string =>
  `${refreshName(storage).sql}(${entire ? 'true' : ''})`

/** What triggers are called for, and the name of each trigger on the relation. */
export const triggerEvents = ['insert', 'update', 'delete', 'truncate'] as const
export type TriggerEvent = (typeof triggerEvents)[number]

export const triggerName = ({ rows }: Pick<IncrementalParts, 'rows'>, event: TriggerEvent): string =>
  rows.with({ suffix: `__${event}` }).name

/** The column of a log that says that a relation was emptied, so that every row may have changed. */
export const everything = 'sightline_everything'
