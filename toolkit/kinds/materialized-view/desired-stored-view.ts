import * as v from 'valibot'
import type { MaterializedView } from '../../define/materialized-view.ts'
import {
  type ColumnDescriptions,
  columnDescriptionsSchema,
  type Desired,
  desiredEntries,
} from '../desired.ts'

export interface DesiredStoredView extends Desired {
  readonly kind: 'materialized view'
  /** The query of the storage. */
  readonly query: string
  readonly grain: readonly string[]
  readonly indexes: MaterializedView['indexes']
  readonly columnDescriptions: ColumnDescriptions
  readonly storage: string
}

const indexColumn = v.union([
  v.string(),
  v.strictObject({ column: v.string(), direction: v.literal('desc') }),
])

export const desiredStoredViewSchema = v.strictObject({
  kind: v.literal('materialized view'),
  ...desiredEntries,
  query: v.string(),
  grain: v.array(v.string()),
  indexes: v.array(v.array(indexColumn)),
  columnDescriptions: columnDescriptionsSchema,
  storage: v.string(),
})

/** Whether an object is a materialized view of Postgres, and not another way to store rows. */
export const isMaterialized = (object: { readonly kind: string }): object is DesiredStoredView =>
  object.kind === 'materialized view'
