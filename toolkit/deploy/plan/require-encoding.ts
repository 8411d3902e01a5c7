import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { sqlStateOf } from '../../postgres/postgres-problem.ts'
import type { DesiredState } from '../../release/desired-state.ts'

/** Refuses a text that the encoding of the database has no place for: it would be seen when the release is remembered. */
export async function requireEncoding(client: ClientBase, desired: DesiredState): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>(
    `select current_setting('server_encoding') as encoding`,
  )
  const encoding = rows[0]?.encoding ?? ''
  // SQL_ASCII takes every byte.
  if (encoding === 'UTF8' || encoding === 'SQL_ASCII') return
  if (await takes(client, JSON.stringify(desired))) return
  const { objects, queries } = desired
  const parts = [
    ...objects.map((object) => ({ what: `the ${object.kind} ${object.name}`, where: object.where, object })),
    ...queries.map((query) => ({ what: query.where, where: undefined, object: query })),
  ]
  for (const { what, where, object } of parts) {
    if (await takes(client, JSON.stringify(object))) continue
    throw refused(encoding, what, where)
  }
  throw refused(encoding, desired.project, undefined)
}

/** Whether the database can keep a text. */
async function takes(client: ClientBase, text: string): Promise<boolean> {
  await client.query('savepoint encoding')
  try {
    await client.query('select $1::text is null', [text])
    return true
  } catch (error) {
    if (sqlStateOf(error) !== '22P05') throw error
    return false
  } finally {
    await client.query('rollback to savepoint encoding')
  }
}

const refused = (encoding: string, what: string, where: string | undefined) =>
  new SightlineError({
    code: 'definition-refused',
    what: `A text of ${what} has a character that this database cannot keep: its encoding is ${encoding}. Nothing was changed.`,
    value: what,
    ...(where === undefined ? {} : { where }),
    next: 'Write it without that character, or deploy to a database with the encoding UTF8.',
  })
