import type { DesiredView } from '../../../kinds/view/desired-view.ts'
import { liveRelationComments } from '../../plan/relation-comments.ts'
import type { DeployedKind } from '../deployed-kind.ts'
import { shadowViews } from '../shadow-views.ts'
import { viewRecord } from './view-record.ts'

/** What becomes of a view in the expand and contract phases is worked out for all of them together. */
export const viewKind: DeployedKind<DesiredView> = {
  live: ({ name }) => ({ relations: [name] }),
  shadow: shadowViews,
  prepare: () => [],
  expand: () => [],
  drops: () => [],
  comments: (object, { relations }, context) => liveRelationComments(object, relations, context),
  record: viewRecord,
}
