import { defineProject } from 'sightline'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { runDoctor } from '../../toolkit/doctor/run-doctor.ts'
import { inTransaction } from '../../toolkit/postgres/client.ts'
import { poolingOf, requireOwnSession } from '../../toolkit/postgres/pooling.ts'
import { openSession } from '../../toolkit/postgres/session.ts'
import { buildRelease } from '../../toolkit/release/build-release.ts'
import { caseDatabase } from '../deploy/support/case-database.ts'
import { firstState } from '../deploy/support/two-releases.ts'
import { shop } from '../fixtures/shop.ts'
import { testDatabase } from '../support/database.ts'
import { pooler } from '../support/pooler.ts'

const database = await testDatabase()
const admin = await database.connect()
await admin.query(`alter database ${database.name} set timezone = 'Asia/Kathmandu'`)

const zone = async (client: { query(sql: string): Promise<{ rows: unknown[] }> }) =>
  (await client.query(`select current_setting('timezone') as zone`)).rows

const sessions: { end(): Promise<void> }[] = []
const open = async (url: string) => {
  const session = await openSession(url)
  sessions.push(session)
  return session
}

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.end()
})

describe('behind a pooler that gives each transaction another connection', () => {
  it('the settings go with the transaction, and nothing is left to others', async () => {
    const url = await pooler(database.connectionString, 'transaction', 4)
    const session = await open(url)
    expect(poolingOf(session)).toBe('transaction')
    expect(await inTransaction(session, () => zone(session))).toEqual([{ zone: 'UTC' }])
    expect(await zone(await open(url))).toEqual([{ zone: 'Asia/Kathmandu' }])
  })

  it('a release is deployed, and no setting is left to others', async () => {
    const own = await caseDatabase(inject('server'))
    const url = await pooler(own.connectionString, 'transaction', 1)
    const session = await open(url)
    await expect(applyRelease(session, firstState(own.role))).resolves.toMatchObject({ outcome: 'done' })
    const { rows } = await (await open(url)).query(
      `select name from pg_settings where source = 'session' and name not in ('application_name', 'client_encoding', 'DateStyle', 'TimeZone')`,
    )
    expect(rows).toEqual([])
    await session.end()
    await own.end()
  })

  it('doctor names it', async () => {
    const session = await open(await pooler(database.connectionString, 'transaction', 4))
    const checks = await runDoctor(session, buildRelease(defineProject({ ...shop, definitions: [] })))
    expect(checks.find(({ check }) => check === 'pooler')).toMatchObject({ state: 'warning' })
  })

  it('what holds locks says that it needs a connection of its own', async () => {
    const session = await open(await pooler(database.connectionString, 'transaction', 4))
    expect(() => requireOwnSession(session)).toThrow(
      /hands this connection to others.*\n.*pool_mode = session/s,
    )
  })
})

it('a pooler that has no second connection to give is one for sessions', async () => {
  const session = await open(await pooler(database.connectionString, 'session', 1))
  expect(poolingOf(session)).toBe('session')
})

it('a pooler that gives each session a connection may hold locks', async () => {
  const session = await open(await pooler(database.connectionString, 'session', 3))
  expect(poolingOf(session)).toBe('session')
  expect(() => requireOwnSession(session)).not.toThrow()
  expect(await inTransaction(session, () => zone(session))).toEqual([{ zone: 'UTC' }])
})

it('a server itself is known to be one', async () => {
  const session = await open(database.connectionString)
  expect(poolingOf(session)).toBe('none')
})
