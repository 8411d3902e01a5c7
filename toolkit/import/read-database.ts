import type { ClientBase } from 'pg'
import { beginWith } from '../postgres/session-settings.ts'
import type { Imported } from './imported.ts'
import { madeByReleases } from './made-by-releases.ts'
import { readTables, type TableChoice } from './read-tables.ts'
import { readTypes } from './read-types.ts'

/** Reads what a database has, and nothing of its rows. */
export async function readDatabase(
  client: ClientBase,
  choice: TableChoice,
  timeZone: string,
): Promise<Imported> {
  await client.query(beginWith('read only', 'set local search_path to pg_catalog'))
  try {
    const tables = await readTables(client, choice, await madeByReleases(client))
    const named = tables.flatMap(({ columns }) => columns.flatMap((column) => column.named ?? []))
    const types = await readTypes(client, named)
    return {
      format: 1,
      schemas: [...choice.schemas],
      chosenTables: [...choice.tables],
      timeZone,
      tables,
      types,
    }
  } finally {
    await client.query('rollback').catch(() => {})
  }
}
