import pg from 'pg'
import { beginWith } from './session-settings.ts'

const { builtins } = pg.types

/** How values arrive: exact numbers as numbers, a date as its midnight in UTC. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
  [builtins.DATE, (text) => new Date(`${text}T00:00:00Z`)],
])

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format === 'text' && parsers.get(oid)) || pg.types.getTypeParser(oid, format ?? 'text'),
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
