import { isRelation } from '../../kinds/desired-object.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { isRecordedView } from '../kinds/view/recorded-view.ts'
import type { LiveState } from '../live/live-state.ts'
import type { Records } from '../records/records.ts'

interface Leftover {
  readonly desired: DesiredState
  readonly live: LiveState
  readonly records: Records
}

/** Managed views of earlier releases that this one no longer has, and which still exist. */
export function leftovers({ desired, live, records }: Leftover): string[] {
  const wanted = new Set(desired.objects.filter(isRelation).map(({ name }) => name))
  return records.objects
    .filter(isRecordedView)
    .map(({ name }) => name)
    .filter((name) => !wanted.has(name) && live.relations.get(name)?.type === 'view')
}
