import pg from 'pg'
import { beginWith } from './session-settings.ts'
import { valueParser } from './value-parsers.ts'

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    format === 'binary' ? pg.types.getTypeParser(oid, format) : valueParser(oid),
}

/** What every connection has: its name, and values of the types that definitions give them. */
export const clientDefaults = { application_name: 'sightline', types } as const

/** A client whose values have the types that definitions give them. */
export function createClient(connectionString: string, options: pg.ClientConfig = {}): pg.Client {
  return new pg.Client({ connectionString, ...clientDefaults, ...options })
}

/** Runs statements in one transaction: all of them take effect, or none. */
export async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query(beginWith())
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
