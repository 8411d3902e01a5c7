import type { DesiredCopy } from '../../../kinds/view-copy/desired-copy.ts'
import { relationName } from '../../../sql/relation-name.ts'
import { step } from '../../plan/planner.ts'
import { canonicalOf } from '../../plan/view-options.ts'
import type { DeployedKind } from '../deployed-kind.ts'
import { recordedStored } from '../materialized-view/stored-drops.ts'
import type { RecordedKind } from '../recorded-kind.ts'
import { shadowViews } from '../shadow-views.ts'

export const viewCopyKind: DeployedKind<DesiredCopy> = {
  live: ({ name }) => ({ relations: [name] }),
  shadow: shadowViews,
  prepare(planner, { name, query }) {
    if (planner.live.relations.has(name)) return []
    const statements = [`create or replace view ${relationName(name).sql} as\n${query}`]
    return [step(planner, { object: name, kind: 'add', phase: 'prepare', statements })]
  },
  expand: () => [],
  /** They go with the storages that read them, in one order. */
  drops: () => [],
  comments: () => [],
  record({ live, final }, { kind, name, hash }) {
    const found = live.relations.get(name) ?? final.relations.get(name)
    return { kind, name, hash, canonical: found ? canonicalOf(found) : '', state: 'final' }
  },
}

export const recordedCopy: RecordedKind = recordedStored
