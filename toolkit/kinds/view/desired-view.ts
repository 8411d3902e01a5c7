import * as v from 'valibot'
import {
  type ColumnDescriptions,
  columnDescriptionsSchema,
  type Desired,
  desiredEntries,
} from '../desired.ts'

export interface DesiredView extends Desired {
  readonly kind: 'view'
  readonly query: string
  readonly grain: readonly string[]
  readonly columnDescriptions: ColumnDescriptions
  /** Such as `security_barrier=true`; there where the definition names some. */
  readonly options?: readonly string[]
}

export const desiredViewSchema = v.strictObject({
  kind: v.literal('view'),
  ...desiredEntries,
  query: v.string(),
  grain: v.array(v.string()),
  columnDescriptions: columnDescriptionsSchema,
  options: v.exactOptional(v.array(v.string())),
})
