import type { ClientBase } from 'pg'
import pg from 'pg'
import { describeSite } from '../foundation/definition-site.ts'
import { rowsOf } from '../query/plain-rows.ts'
import { rawResults } from '../query/raw-results.ts'
import { readingOnly } from '../query/reading-only.ts'
import type { Release } from '../release/release.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { shortRow } from './short-row.ts'

/** What a data check found in a database. */
export interface AuditedCheck {
  readonly name: string
  readonly description: string
  /** What to do where it found faults. */
  readonly remedy: string
  readonly where: string | undefined
  /** How many faults, up to the most that are counted. */
  readonly faults: number
  /** There are more than were counted. */
  readonly isCut: boolean
  /** The first ones, in a few words each. */
  readonly first: readonly string[]
  readonly milliseconds: number
  /** Why it could not be run. */
  readonly error: string | undefined
}

export interface AuditOptions {
  /** Milliseconds after which Postgres gives up a check. */
  readonly timeout: number
  /** The most faults that are counted of a check. */
  readonly most: number
  readonly onCheck?: (name: string) => void
}

/** Runs the data checks of a release on a database, reading only. */
export async function runAudit(
  client: ClientBase,
  { dataChecks }: Release,
  { timeout, most, onCheck }: AuditOptions,
): Promise<AuditedCheck[]> {
  const audited: AuditedCheck[] = []
  for (const check of dataChecks) {
    const { name, description, remedy } = check
    onCheck?.(name)
    const own = { name, description, remedy, where: describeSite(check) }
    const text = `select * from (\n${compileQuery(check.query).sql}\n) as faults limit ${most + 1}`
    const start = performance.now()
    try {
      const [result] = await readingOnly(client, { timeout }, () => rawResults(client, text, 'extended'))
      const rows = rowsOf(result)
      audited.push({
        ...own,
        faults: Math.min(rows.length, most),
        isCut: rows.length > most,
        first: rows.slice(0, shownRows).map(shortRow),
        milliseconds: performance.now() - start,
        error: undefined,
      })
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error
      const milliseconds = performance.now() - start
      audited.push({ ...own, faults: 0, isCut: false, first: [], milliseconds, error: error.message })
    }
  }
  return audited
}

const shownRows = 3
