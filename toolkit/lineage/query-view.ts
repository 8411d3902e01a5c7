import type { ClientBase } from 'pg'
import { quoteIdentifier } from '../sql/identifier.ts'

/**
 * Makes a temporary view of a query, so that Postgres records what it reads; returns Postgres's words where it refuses.
 * A result may have two columns of one name, which a view may not: then the view's columns are numbered.
 */
export async function createQueryView(
  client: ClientBase,
  view: string,
  sql: string,
): Promise<string | undefined> {
  const create = (columns: string) => `create temporary view ${quoteIdentifier(view)} ${columns} as ${sql}`
  const refusal = await attempt(client, create(''))
  if (refusal === undefined) return undefined
  const fields = await countFields(client, sql)
  if (fields === 0) return refusal
  const numbered = Array.from({ length: fields }, (_, index) => `c${index + 1}`)
  return (await attempt(client, create(`(${numbered.join(', ')})`))) === undefined ? undefined : refusal
}

async function countFields(client: ClientBase, sql: string): Promise<number> {
  await client.query('savepoint fields')
  const result = await client.query(`select * from (${sql}) as result limit 0`).catch(() => undefined)
  await client.query('rollback to savepoint fields')
  return result?.fields.length ?? 0
}

async function attempt(client: ClientBase, statement: string): Promise<string | undefined> {
  await client.query('savepoint attempt')
  try {
    await client.query(statement)
    return undefined
  } catch (error) {
    await client.query('rollback to savepoint attempt')
    return error instanceof Error ? error.message : String(error)
  }
}
