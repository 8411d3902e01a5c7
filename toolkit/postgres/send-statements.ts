import type { ClientBase } from 'pg'

/** Whether Citus is installed in the database of a connection. */
const distributing = new WeakMap<ClientBase, boolean>()

/**
 * Sends statements in one message, so that no round trip lengthens the wait of readers. Where Citus is installed each goes
 * by itself: it hands the text of the whole message on to its workers, which take one statement.
 */
export async function sendStatements(client: ClientBase, statements: readonly string[]): Promise<void> {
  if (!(await isDistributing(client))) await client.query(statements.join(';\n'))
  else for (const statement of statements) await client.query(statement)
}

async function isDistributing(client: ClientBase): Promise<boolean> {
  const known = distributing.get(client)
  if (known !== undefined) return known
  const { rows } = await client.query(`select from pg_catalog.pg_extension where extname = 'citus'`)
  distributing.set(client, rows.length > 0)
  return rows.length > 0
}
