import type { DesiredStoredView } from '../../../kinds/materialized-view/desired-stored-view.ts'
import { liveRelationComments } from '../../plan/relation-comments.ts'
import { canonicalOf } from '../../plan/view-options.ts'
import type { ObjectRecord } from '../../records/record.ts'
import type { DeployedKind } from '../deployed-kind.ts'
import { viewRecord } from '../view/view-record.ts'
import { planStorage } from './plan-storage.ts'
import { shadowStored } from './shadow-stored.ts'
import { planStoredDrops } from './stored-drops.ts'

/** The storage is made before the expand phase; the view in front of it is a view like others. */
export const materializedViewKind: DeployedKind<DesiredStoredView> = {
  live: ({ name, storage }) => ({ relations: [storage, name] }),
  shadow: shadowStored,
  prepare: planStorage,
  expand: () => [],
  drops: planStoredDrops,
  comments: (object, { relations }, context) => liveRelationComments(object, relations, context),
  record: viewRecord,
  prepared({ final, live }, { storage, hash }): ObjectRecord {
    const found = live.relations.get(storage) ?? final.relations.get(storage)
    const canonical = found ? canonicalOf(found) : ''
    return { kind: 'storage', name: storage, hash, canonical, state: 'final' }
  },
}
