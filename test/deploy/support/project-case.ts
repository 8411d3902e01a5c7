import type { Definition } from 'sightline'
import type { Major } from '../../support/postgres-major.ts'

/** A project in a database of somebody, as data: what was there, what is released, and what has to hold. */
export interface ProjectCase {
  readonly title: string
  /** What somebody made before the first deploy. */
  readonly found: readonly string[]
  /** The releases, one after the other. */
  readonly releases: readonly (readonly Definition[])[]
  /** Statements that somebody runs before the last release. */
  readonly byHand?: readonly string[]
  /** What the deploying session is set to. */
  readonly session?: Readonly<Record<string, string>>
  /** The plan of the last release stops, with these words, and nothing changes. */
  readonly stops?: RegExp
  /** Queries that give true in the end. */
  readonly holds?: readonly string[]
  /** The first major of Postgres that has what is needed. */
  readonly since?: Major
}
