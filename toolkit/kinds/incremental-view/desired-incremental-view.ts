import * as v from 'valibot'
import { type DesiredStoredView, desiredStoredViewSchema } from '../materialized-view/desired-stored-view.ts'
import { type DesiredFollow, desiredFollowSchema } from './desired-follow.ts'

export interface DesiredIncrementalView extends Omit<DesiredStoredView, 'kind'> {
  readonly kind: 'incremental view'
  readonly follow: readonly DesiredFollow[]
  /** The rows of other incremental views that it is made of, in the order in which a refresh brings them up to date first. */
  readonly refreshes: readonly string[]
}

export const desiredIncrementalViewSchema = v.strictObject({
  ...desiredStoredViewSchema.entries,
  kind: v.literal('incremental view'),
  follow: v.array(desiredFollowSchema),
  refreshes: v.array(v.string()),
})

export const isIncrementalObject = (object: { readonly kind: string }): object is DesiredIncrementalView =>
  object.kind === 'incremental view'
