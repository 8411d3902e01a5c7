import type { Definition } from 'sightline'
import type { Major } from '../../support/postgres-major.ts'

/** A deploy as data: what is there, what shall be there, and what the plan has to say of the way between. */
export interface DeployCase {
  readonly title: string
  /** The first major of Postgres that has what is done by hand. */
  readonly since?: Major
  readonly before: readonly Definition[]
  /** What somebody else has made before the first deploy. */
  readonly there?: readonly string[]
  /** Statements that somebody runs by hand after the first deploy. */
  readonly byHand?: readonly string[]
  readonly after: readonly Definition[]
  /** `phase kind object`, in the order of the plan; hashes of storages are left out. */
  readonly changes: readonly string[]
  /** Kinds of hazards, without those of locks and long builds. */
  readonly hazards?: readonly string[]
  /** Queries that give true once everything is applied: what was done by hand is still there. */
  readonly keeps?: readonly string[]
  /** The plan stops, with these words. */
  readonly stops?: string
  /** Queries of the old release fail between the phases; the plan says so. */
  readonly breaksOld?: boolean
  /** Views that keep what was changed by hand. */
  readonly differs?: readonly string[]
}
