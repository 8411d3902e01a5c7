import fc from 'fast-check'
import type pg from 'pg'
import { applyRelease, createClient } from 'sightline/engine'
import { expect, test } from 'vitest'
import { caseDatabase } from '../deploy/support/case-database.ts'
import { firstState, secondState, sharedViews } from '../deploy/support/two-releases.ts'
import { cutConnections } from '../support/cut-connections.ts'
import { releaseLater } from '../support/resources.ts'
import { throwawayServer } from '../support/throwaway-server.ts'
import { killCases } from './support/kill-cases.ts'
import { type Kill, never } from './support/kill-process.ts'

/** How often it is tried, and which moments are drawn. */
const times = Number(process.env.KILLS ?? 2)
const seed = Number(process.env.KILLS_SEED ?? 1)

/** A server of this file's own: killing a backend makes Postgres restart all of them. */
async function ownServer(): Promise<string> {
  const { server, end } = await throwawayServer()
  releaseLater(end)
  return server.connectionString('')
}

async function connect(url: string): Promise<pg.Client> {
  const client = createClient(url)
  client.on('error', () => {})
  await client.connect()
  return client
}

/** The server takes connections again some moments after a crash. */
async function reconnect(url: string): Promise<pg.Client> {
  for (const end = performance.now() + 20_000; ; ) {
    try {
      return await connect(url)
    } catch (error) {
      if (performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** What the database is once a deploy, whose backend died at a moment, was run again; and how many statements it took. */
async function killBackend(server: string, { statement, when }: Kill) {
  const database = await caseDatabase(server)
  const { connectionString, name, role, client, end } = database
  // Also in this session, or the crash may take what it committed a moment before.
  await client.query(`set synchronous_commit = on; alter database ${name} set synchronous_commit = on`)
  await applyRelease(client, firstState(role))
  let backend = 0
  const proxy = await cutConnections(connectionString, statement, when, () =>
    process.kill(backend, 'SIGKILL'),
  )
  const deploying = await connect(proxy.connectionString)
  const { rows } = await deploying.query<{ pid: number }>('select pg_backend_pid() as pid')
  backend = rows[0]?.pid ?? 0
  // Until the server has cut off the other connection too, it would still take one that it then cuts off.
  const restarting = new Promise((resolve) => client.once('end', resolve))
  const error = await applyRelease(deploying, secondState(role)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (proxy.isCut()) await restarting
  else expect(error).toBeUndefined()
  const statements = proxy.statements()
  proxy.end()
  const again = await reconnect(connectionString)
  for (const view of sharedViews) await again.query(`select count(*) from ${view}`)
  await applyRelease(again, secondState(role))
  const picture = await killCases
    .find(({ action }) => action === 'apply')
    ?.picture({ ...database, client: again })
  await again.end()
  await end()
  return { statements, picture }
}

test(`a deploy whose backend is killed with SIGKILL ${times} times is completed by the next`, {
  timeout: 60_000 + times * 20_000,
}, async () => {
  const server = await ownServer()
  const whole = await killBackend(server, never)
  const moments: fc.Arbitrary<Kill> = fc.record({
    statement: fc.integer({ min: 1, max: whole.statements - 1 }),
    when: fc.constantFrom('before', 'after'),
  })
  for (const kill of fc.sample(moments, { seed, numRuns: times }))
    expect([kill, (await killBackend(server, kill)).picture]).toEqual([kill, whole.picture])
})
