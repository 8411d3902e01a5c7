import type pg from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { createClient } from './client.ts'
import { connectionProblem } from './connection-problem.ts'
import { describeUrl } from './describe-url.ts'
import { statementProblem } from './statement-problem.ts'

/**
 * Connects to a database; the caller ends the client.
 *
 * @throws SightlineError that says why there is no connection, and never the password
 * @example const client = await connect('postgres://deployer@db.example.com/analytics')
 */
export async function connect(url: string, options: pg.ClientConfig = {}): Promise<pg.Client> {
  const client = openClient(url, options)
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (cause) {
    await client.end().catch(() => {})
    throw new SightlineError({ ...connectionProblem(cause), value: describeUrl(url) }, { cause })
  }
}

/**
 * Runs something with a connection of its own, which is closed afterwards.
 *
 * @throws SightlineError where there is no connection, it is lost, or a privilege is missing
 * @example const now = await withConnection(url, (client) => client.query('select now()'))
 */
export async function withConnection<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(url)
  try {
    return await use(client)
  } catch (error) {
    throw statementProblem(error, url)
  } finally {
    await client.end().catch(() => {})
  }
}

/** An address that cannot be read is refused without its text, which may hold a password. */
function openClient(url: string, options: pg.ClientConfig): pg.Client {
  const problem = {
    what: 'This is not the address of a Postgres database.',
    value: describeUrl(url),
    next: 'Write it as postgres://user@host:5432/database, with % signs for special characters in the password.',
  }
  if (!/^postgres(ql)?:\/\//.test(url)) throw new SightlineError(problem)
  try {
    return createClient(url, { connectionTimeoutMillis: 10_000, ...options })
  } catch {
    throw new SightlineError(problem)
  }
}
