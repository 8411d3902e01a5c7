import type { DesiredFunction } from './function/desired-function.ts'
import type { DesiredIncrementalView } from './incremental-view/desired-incremental-view.ts'
import type { DesiredIndex } from './index/desired-index.ts'
import type { DesiredStoredView } from './materialized-view/desired-stored-view.ts'
import type { DesiredRollup } from './rollup/desired-rollup.ts'
import type { DesiredSchema } from './schema/desired-schema.ts'
import type { DesiredTable } from './table/desired-table.ts'
import type { DesiredView } from './view/desired-view.ts'
import type { DesiredCopy } from './view-copy/desired-copy.ts'

/** One object as a release wants it, as data that can be kept in the database. */
export type DesiredObject =
  | DesiredSchema
  | DesiredTable
  | DesiredRollup
  | DesiredIndex
  | DesiredView
  | DesiredCopy
  | DesiredStoredView
  | DesiredIncrementalView
  | DesiredFunction

/** The name of a kind of desired object. */
export type ObjectKindName = DesiredObject['kind']

/** The object of each kind. */
export type DesiredByKind = { readonly [O in DesiredObject as O['kind']]: O }

/** Written so that the compiler sees which kind an object is of. */
export type DesiredOf<K extends ObjectKindName = ObjectKindName> = {
  [P in K]: DesiredByKind[P] & { readonly kind: P }
}[K]

/** What people read under its own name: a view, or the view in front of stored rows. */
export type DesiredRelation = Extract<DesiredObject, { readonly grain: readonly string[] }>

/** Whether people read an object, and a deploy may replace it as it pleases. */
export const isRelation = (object: DesiredObject): object is DesiredRelation => 'grain' in object

/** Whether an object keeps its rows in a storage. */
export const isStored = (
  object: DesiredObject,
): object is Extract<DesiredObject, { readonly storage: string }> => 'storage' in object
