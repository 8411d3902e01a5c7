import type pg from 'pg'
import { createClient, type DesiredState, withClient } from 'sightline/engine'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { withDeployLock } from '../../toolkit/deploy/run/deploy-lock.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { pooler } from '../support/pooler.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { shopRelease } from './support/small-shop.ts'
import { brokenDefinitions, firstState, secondState } from './support/two-releases.ts'

let database: CaseDatabase
beforeAll(async () => {
  database = await caseDatabase(inject('server'))
  await applyRelease(database.client, firstState(database.role))
})
afterAll(() => database.end())

const patient = { wait: 60_000, onWait: () => {} }
const hasty = { wait: 0, onWait: () => {} }

async function connected(url: string): Promise<pg.Client> {
  const client = createClient(url)
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Something that happens later. */
function later<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** Holds the lock until the client is gone, or is told to stop. */
async function hold(client: pg.Client): Promise<{ keep: string; stop(): Promise<void> }> {
  const stopped = later<void>()
  const kept = later<string>()
  const work = withDeployLock(client, patient, async (lock) => {
    kept.resolve(lock.keep())
    await stopped.promise
  })
  return {
    keep: await kept.promise,
    async stop() {
      stopped.resolve()
      await work
    },
  }
}

const locked = () => withDeployLock(database.client, hasty, async () => 'locked')

test('a role that may only log in cannot take the lock away, whatever it locks', async () => {
  const { client, connectionString, name } = database
  await client.query(`create role login_${name}`)
  const stranger = await connected(connectionString)
  await stranger.query(`set role login_${name}`)
  await stranger.query('select pg_advisory_lock(n, 1) from (values (333433), (332409)) one (n)')
  for (const statement of [
    'lock table sightline.deploy_lock in access share mode',
    'select from sightline.deploy_lock for update',
    'update sightline.deploy_lock set fence = 7',
  ])
    await expect(stranger.query(`rollback; begin; ${statement}`)).rejects.toThrow('permission denied')
  await expect(locked()).resolves.toBe('locked')
  await stranger.end()
  await client.query(`drop role login_${name}`)
})

test('a holder whose connection is gone is noticed at once', async () => {
  const holder = await connected(database.connectionString)
  await hold(holder)
  await expect(locked()).rejects.toThrow(/Another deploy holds this database[\s\S]*process \d+/)
  await holder.end()
  await withDeployLock(database.client, patient, async () => {})
})

describe.each(['transaction', 'session'] as const)('behind a pooler in %s mode', (mode) => {
  let url: string
  beforeAll(async () => {
    url = await pooler(database.connectionString, mode)
  })
  const expire = () =>
    database.client.query('update sightline.deploy_lock set expires_at = clock_timestamp()')

  test('nothing is left with the connection that others use afterwards', async () => {
    const holder = await connected(url)
    const { stop } = await hold(holder)
    await stop()
    await holder.end()
    await expect(locked()).resolves.toBe('locked')
    const { rows } = await database.client.query(`select from pg_locks where locktype = 'advisory'`)
    expect(rows).toEqual([])
  })

  test('a holder that is gone has the lock until its time is over', async () => {
    const holder = await connected(url)
    await hold(holder)
    await holder.end()
    await expect(locked()).rejects.toThrow(/behind a pooler, since [\s\S]*, until \d{4}-/)
    await expire()
    await expect(locked()).resolves.toBe('locked')
  })

  test('a holder in the middle of a transaction keeps it, however long that takes', async () => {
    const holder = await connected(url)
    const { keep, stop } = await hold(holder)
    await expire()
    await holder.query(`begin; ${keep}`)
    await expect(locked()).rejects.toThrow('Another deploy holds this database')
    await holder.query(`${keep}; commit`)
    await expect(locked()).rejects.toThrow('Another deploy holds this database')
    await stop()
    await holder.end()
  })

  test('a holder that comes back too late is told so, and changes nothing', async () => {
    const holder = await connected(url)
    const outcome = withDeployLock(holder, patient, async (lock) => {
      await expire()
      await locked()
      await holder.query(`begin; ${lock.keep()}; create table too_late (); commit`)
    })
    await expect(outcome).rejects.toThrow('Another deploy has taken the lock of this database')
    await holder.query('rollback')
    await holder.end()
    const { rows } = await database.client.query(`select to_regclass('too_late') as made`)
    expect(rows).toEqual([{ made: null }])
  })
})

test('a release is found when no other deploy can change anything any more', async () => {
  const { client, role, connectionString } = database
  const holder = await connected(connectionString)
  const { stop } = await hold(holder)
  const order: string[] = []
  const waiting = later<void>()
  const find = async (): Promise<DesiredState> => {
    order.push('found')
    return secondState(role)
  }
  const onStep = (step: string) => step.startsWith('Waiting') && waiting.resolve()
  const applied = applyRelease(client, find, { onStep })
  await waiting.promise
  order.push('released')
  await stop()
  await applied
  await holder.end()
  expect(order).toEqual(['released', 'found'])
})

test('a first deploy that is refused, or not confirmed, leaves nothing of its lock', async () => {
  const { client, role, connectionString, end } = await caseDatabase(inject('server'))
  const schemas = async () =>
    (await client.query<{ nspname: string }>('select nspname from pg_namespace order by 1')).rows
  const before = await schemas()
  const broken = desiredState(shopRelease(brokenDefinitions, role))
  await expect(applyRelease(client, broken)).rejects.toThrow('refuses the view shop.broken')
  await applyRelease(client, firstState(role), { confirm: async () => false })
  expect(await schemas()).toEqual(before)
  await withClient(connectionString, async (other) => {
    const both = [applyRelease(client, broken).catch(() => 'refused'), applyRelease(other, firstState(role))]
    expect(await Promise.all(both)).toMatchObject(['refused', { outcome: 'done' }])
  })
  await end()
})
