import type { DesiredIncrementalView } from '../../../kinds/incremental-view/desired-incremental-view.ts'
import {
  incrementalParts,
  triggerEvents,
  triggerName,
} from '../../../kinds/incremental-view/incremental-parts.ts'
import { untriggered } from '../../live/live-host.ts'
import { liveRelationComments } from '../../plan/relation-comments.ts'
import type { ObjectRecord } from '../../records/record.ts'
import type { DeployedKind } from '../deployed-kind.ts'
import { shadowStored } from '../materialized-view/shadow-stored.ts'
import { viewRecord } from '../view/view-record.ts'
import { keptRecordText } from './kept-record.ts'
import { planKept } from './plan-kept.ts'

/** The rows are made before the expand phase, after the triggers that note what changes meanwhile. */
export const incrementalViewKind: DeployedKind<DesiredIncrementalView> = {
  live(view) {
    const { rows, query, state, refresh, logs } = incrementalParts(view)
    const relations = [rows, query, state, ...logs.map(({ table }) => table)]
    return {
      relations: [...relations.map(({ written }) => written), view.name],
      functions: [refresh, ...logs.map(({ note }) => note)].map(({ written }) => written),
      triggers: logs.flatMap(({ source }) =>
        triggerEvents.map((event) => ({ table: source, name: triggerName({ rows }, event) })),
      ),
    }
  },
  shadow: shadowStored,
  prepare: planKept,
  expand: () => [],
  /** They go with the storages of other views, in one order. */
  drops: () => [],
  comments: (object, { relations }, context) => liveRelationComments(object, relations, context),
  record: viewRecord,
  prepared({ final, live }, view): ObjectRecord {
    const query = incrementalParts(view).query.written
    const found = live.relations.get(query) ?? final.relations.get(query)
    const canonical = keptRecordText(view, found?.canonical ?? '', untriggered(live))
    return { kind: 'incremental storage', name: view.storage, hash: view.hash, canonical, state: 'final' }
  },
}
