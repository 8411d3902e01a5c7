import type { ClientBase } from 'pg'
import { sqlStateOf } from '../postgres/postgres-problem.ts'

/** A row that Postgres does not take, and what it says. */
export interface RefusedRow<Row> {
  readonly row: Row
  readonly reason: string
}

/**
 * Writes rows in a transaction but for those that Postgres does not take, which are found by halves: one row must not
 * keep all others from being written.
 */
export async function writeWhatFits<Row>(
  client: ClientBase,
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<void>,
): Promise<RefusedRow<Row>[]> {
  const [first] = rows
  if (first === undefined) return []
  await client.query('savepoint what_fits')
  try {
    await write(rows)
    await client.query('release savepoint what_fits')
    return []
  } catch (error) {
    if (!isOfTheRow(error)) throw error
    await client.query('rollback to savepoint what_fits')
    if (rows.length === 1) return [{ row: first, reason: error.message }]
    const half = rows.length / 2
    return [
      ...(await writeWhatFits(client, rows.slice(0, half), write)),
      ...(await writeWhatFits(client, rows.slice(half), write)),
    ]
  }
}

/** Its values, a constraint, a limit of the server or what a trigger raises; all else may be better later. */
const isOfTheRow = (error: unknown): error is Error =>
  error instanceof Error && /^(?:22|23|54|P0001)/.test(sqlStateOf(error) ?? '')
