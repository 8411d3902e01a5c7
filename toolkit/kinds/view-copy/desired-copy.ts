import * as v from 'valibot'
import { type Desired, desiredEntries } from '../desired.ts'

/** A version of a view that only storages read. */
export interface DesiredCopy extends Desired {
  readonly kind: 'view copy'
  /** The view that people know. */
  readonly of: string
  readonly query: string
}

export const desiredCopySchema = v.strictObject({
  kind: v.literal('view copy'),
  ...desiredEntries,
  of: v.string(),
  query: v.string(),
})
