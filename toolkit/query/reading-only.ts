import type { ClientBase, QueryConfig } from 'pg'
import { beginWith } from '../postgres/session-settings.ts'
import { quoteIdentifier } from '../sql/identifier.ts'

export interface ReadOptions {
  /** Milliseconds after which Postgres gives up. */
  readonly timeout?: number
  /** The role that reads, where it is not that of the connection. */
  readonly role?: string
}

/** The extended protocol takes one statement only, so that no query can bring another along. */
export interface SingleStatement extends QueryConfig {
  readonly queryMode: 'extended'
}

/** Runs something in a transaction that may only read, and that leaves nothing behind. */
export async function readingOnly<T>(
  client: ClientBase,
  { timeout = 30_000, role }: ReadOptions,
  work: () => Promise<T>,
): Promise<T> {
  const asRole = role === undefined ? [] : [`set local role ${quoteIdentifier(role)}`]
  try {
    await client.query(beginWith('read only', `set local statement_timeout = ${timeout}`, ...asRole))
    return await work()
  } finally {
    await client.query('rollback').catch(() => {})
  }
}
