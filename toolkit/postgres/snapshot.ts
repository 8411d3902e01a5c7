import type { ClientBase } from 'pg'
import { beginWith } from './session-settings.ts'

/** Reads the catalogue in one transaction with a search path on which every name is printed with its schema. */
export async function readOnlySnapshot<T>(client: ClientBase, read: () => Promise<T>): Promise<T> {
  await client.query(
    beginWith(
      'isolation level repeatable read read only',
      'set local search_path to pg_catalog',
      `set local lock_timeout = '10s'`,
    ),
  )
  try {
    return await read()
  } finally {
    await client.query('rollback').catch(() => {})
  }
}
