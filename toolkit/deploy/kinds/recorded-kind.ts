import type { DesiredState } from '../../release/desired-state.ts'
import type { LiveNames, LiveState } from '../live/live-state.ts'
import type { DriftFinding } from '../plan/drift-finding.ts'
import type { NameSpace } from '../plan/plan-step.ts'
import type { ObjectRecord } from '../records/record.ts'

/** What is known of something that was applied, by its record alone. */
export interface RecordedKind {
  readonly space: NameSpace
  /** Whether it comes and goes with something else, so that people need not hear of it. */
  readonly isDerived: boolean
  /** Whether it is made before the expand phase and dropped after the contract phase; those steps remember and forget it. */
  readonly isOutsidePhases: boolean
  /** Whether it stays where a release no longer has it: rows are kept, and others may use it. */
  readonly staysBehind: boolean
  live(record: ObjectRecord): LiveNames
  /** How what is there differs from what was applied. */
  drift(record: ObjectRecord, live: LiveState): readonly DriftFinding[]
  /** Whether a release wants exactly this, and nothing is left to be done about it. */
  isDone(record: ObjectRecord, desired: DesiredState): boolean
}

/** Whether a release wants an object as it was applied, all of its phases done. */
export function isWantedAsIs({ name, hash, state }: ObjectRecord, { objects }: DesiredState): boolean {
  return state === 'final' && objects.some((object) => object.name === name && object.hash === hash)
}
