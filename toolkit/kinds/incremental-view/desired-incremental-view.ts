import * as v from 'valibot'
import { type DesiredStoredView, desiredStoredViewSchema } from '../materialized-view/desired-stored-view.ts'
import { type DesiredFollow, desiredFollowSchema } from './desired-follow.ts'

export interface DesiredIncrementalView extends Omit<DesiredStoredView, 'kind'> {
  readonly kind: 'incremental view'
  readonly follow: readonly DesiredFollow[]
}

export const desiredIncrementalViewSchema = v.strictObject({
  ...desiredStoredViewSchema.entries,
  kind: v.literal('incremental view'),
  follow: v.array(desiredFollowSchema),
})

export const isIncrementalObject = (object: { readonly kind: string }): object is DesiredIncrementalView =>
  object.kind === 'incremental view'
