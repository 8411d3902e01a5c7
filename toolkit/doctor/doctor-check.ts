import type { ClientBase } from 'pg'
import type { Environment } from '../grafana-api/postgres-connection.ts'
import type { Release } from '../release/release.ts'

/** What the doctor found out about one thing. */
export interface DoctorCheck {
  readonly check: string
  readonly state: 'ok' | 'warning' | 'failure'
  readonly what: string
  /** What to do, or the statements to run, where it is not ok. */
  readonly next: readonly string[]
}

/** What every check may look at. */
export interface DoctorContext {
  readonly client: ClientBase
  readonly release: Release
  readonly role: string
  readonly database: string
  /** Where the connections of other databases are. */
  readonly environment: Environment
}

/** Looks at one thing and never changes anything. */
export type Examination = (context: DoctorContext) => Promise<DoctorCheck[]>

/** Makes the findings of one check. */
export function findingsOf(check: string) {
  return {
    ok: (what: string): DoctorCheck => ({ check, state: 'ok', what, next: [] }),
    warning: (what: string, ...next: string[]): DoctorCheck => ({ check, state: 'warning', what, next }),
    failure: (what: string, ...next: string[]): DoctorCheck => ({ check, state: 'failure', what, next }),
  }
}
