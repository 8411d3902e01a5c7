import pg from 'pg'
import { type Problem, SightlineError } from '../foundation/sightline-error.ts'
import { clientDefaults, createClient } from './client.ts'
import { connectionProblem } from './connection-problem.ts'
import { describeUrl } from './describe-url.ts'
import { learnTypes } from './learn-types.ts'
import { isOwn, notePooling } from './pooling.ts'
import { settingExpressions } from './session-settings.ts'

/**
 * Opens a session in which results and printed text are the same whatever the role, the database and the environment
 * set; the caller ends it. Behind a pooler the settings go with each transaction.
 *
 * @throws SightlineError that says why there is no connection, and never the password
 * @example const client = await openSession('postgres://deployer@db.example.com/analytics')
 */
export async function openSession(url: string, options: pg.ClientConfig = {}): Promise<pg.Client> {
  const client = await connectTo(url, options)
  try {
    if (!(await isOwn(client, settingExpressions)))
      await notePooling(client, () => connectTo(url, { ...options, connectionTimeoutMillis: 1000 }))
    await learnTypes(client)
    return client
  } catch (cause) {
    await client.end().catch(() => {})
    throw noConnection(url, cause)
  }
}

/** A pool of such sessions. */
export function openPool(url: string, options: pg.PoolConfig): pg.Pool {
  const onConnect = async (client: pg.ClientBase) => {
    await isOwn(client, settingExpressions)
    await learnTypes(client)
  }
  const pool = new pg.Pool({ connectionString: url, ...clientDefaults, ...options, onConnect })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

async function connectTo(url: string, options: pg.ClientConfig): Promise<pg.Client> {
  const client = newClient(url, options)
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (cause) {
    await client.end().catch(() => {})
    throw noConnection(url, cause)
  }
}

const noConnection = (url: string, cause: unknown) =>
  cause instanceof SightlineError
    ? cause
    : new SightlineError({ ...connectionProblem(cause), value: describeUrl(url) }, { cause })

/** An address that cannot be read is refused without its text, which may hold a password. */
function newClient(url: string, options: pg.ClientConfig): pg.Client {
  const problem: Problem = {
    code: 'invalid-database-address',
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
