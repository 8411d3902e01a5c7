import type { DesiredRelation } from '../../../kinds/desired-object.ts'
import type { Planner } from '../../plan/planner.ts'
import { keptOptions } from '../../plan/rebuild-view.ts'
import { canonicalOf } from '../../plan/view-options.ts'
import type { ObjectRecord } from '../../records/record.ts'

/** A view as a fresh build would have it; options given by hand stay. */
export function viewRecord(planner: Planner, { name, hash }: DesiredRelation): ObjectRecord {
  const text = planner.final.relations.get(name)?.canonical ?? ''
  const canonical = canonicalOf({ canonical: text, options: keptOptions(planner, name) })
  return { kind: 'view', name, hash, canonical, state: 'final' }
}
