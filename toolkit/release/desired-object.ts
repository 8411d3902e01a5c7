import type { MaterializedView } from '../define/materialized-view.ts'

interface Desired {
  readonly name: string
  /** Changes when the object or anything below it changes. */
  readonly hash: string
  /** Names of objects and sources that it needs. */
  readonly dependsOn: readonly string[]
  readonly description: string
  /** The file and line of its definition. */
  readonly where?: string
}

export interface DesiredSchema extends Desired {
  readonly kind: 'schema'
}

/** A column of a table of ours; `definition` is what follows its name. */
export interface DesiredColumn {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly definition: string
}

export interface DesiredTable extends Desired {
  readonly kind: 'table'
  readonly create: string
  readonly columns: readonly DesiredColumn[]
}

export interface DesiredIndex extends Desired {
  readonly kind: 'index'
  readonly on: string
  readonly unique: boolean
  /** What stands between the parentheses. */
  readonly columns: string
  readonly predicate: string | undefined
}

type ColumnDescriptions = Readonly<Record<string, string | undefined>>

export interface DesiredView extends Desired {
  readonly kind: 'view'
  readonly query: string
  readonly grain: readonly string[]
  readonly columnDescriptions: ColumnDescriptions
}

/** A version of a view that only storages read. */
export interface DesiredCopy extends Desired {
  readonly kind: 'view copy'
  readonly query: string
}

export interface DesiredStoredView extends Desired {
  readonly kind: 'materialized view'
  /** The query of the storage. */
  readonly query: string
  readonly grain: readonly string[]
  readonly indexes: MaterializedView['indexes']
  readonly columnDescriptions: ColumnDescriptions
  readonly storage: string
}

export interface DesiredFunction extends Desired {
  readonly kind: 'function'
  readonly create: string
}

/** One object as a release wants it, as data that can be kept in the database. */
export type DesiredObject =
  | DesiredSchema
  | DesiredTable
  | DesiredIndex
  | DesiredView
  | DesiredCopy
  | DesiredStoredView
  | DesiredFunction

/** What people read under its own name: a view, or the view in front of stored rows. */
export type DesiredRelation = DesiredView | DesiredStoredView

export function isRelation(object: DesiredObject): object is DesiredRelation {
  return object.kind === 'view' || object.kind === 'materialized view'
}
