import type pg from 'pg'
import type { EmbeddedServer } from '../embedded/embedded-server.ts'
import { openSession } from '../postgres/session.ts'
import { withClient } from '../postgres/with-client.ts'
import { quoteIdentifier, quoteLiteral } from '../sql/identifier.ts'

/** What a local database says of itself, in its COMMENT. */
export interface LocalRecord {
  readonly release: string
  readonly sample: string
  readonly loadedAt: string
  readonly unscheduled: readonly string[]
}

/** A client on a local database; the caller ends it. */
export function openDatabase(
  server: Pick<EmbeddedServer, 'connectionString'>,
  name: string,
): Promise<pg.Client> {
  return openSession(server.connectionString(name))
}

/** What the database of a name says of itself, if there is one and it was made to its end. */
export async function readRecord(server: EmbeddedServer, name: string): Promise<LocalRecord | undefined> {
  return withClient(server.connectionString('postgres'), async (client) => {
    const { rows } = await client.query<{ comment: string | null }>(
      `select shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1`,
      [name],
    )
    return parseRecord(rows[0]?.comment ?? 'null')
  })
}

/** Has a database say what it holds. */
export async function writeRecord(client: pg.ClientBase, name: string, record: LocalRecord): Promise<void> {
  const comment = quoteLiteral(JSON.stringify(record))
  await client.query(`comment on database ${quoteIdentifier(name)} is ${comment}`)
}

/** Somebody may have commented on the database in words of their own. */
function parseRecord(text: string): LocalRecord | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is LocalRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'release' in value &&
    'sample' in value &&
    'loadedAt' in value &&
    'unscheduled' in value &&
    Array.isArray(value.unscheduled)
  )
}
