import { defineProject } from 'sightline'
import { buildRelease, type DoctorCheck, runDoctor, withClient } from 'sightline/engine'
import { beforeAll, expect, test } from 'vitest'
import type { EmbeddedServer } from '../../toolkit/embedded/embedded-server.ts'
import { customers, shopSql } from '../define/shop.ts'
import { shop } from '../fixtures/shop.ts'
import { debianPostgres } from '../support/debian-postgres.ts'

const release = buildRelease(defineProject({ ...shop, definitions: shopSql }))

let server: EmbeddedServer
beforeAll(async () => {
  server = await debianPostgres('jobs')
  await withClient(server.connectionString('postgres'), async (admin) => {
    await admin.query('create database jobs')
    await admin.query('create database elsewhere')
    await admin.query('create role deployer')
  })
})

/** What the doctor says of the scheduler, and of the version. */
async function examine(database: string, before = 'select'): Promise<Record<string, DoctorCheck>> {
  return withClient(server.connectionString(database), async (client) => {
    await client.query(before)
    const checks = await runDoctor(client, release)
    return Object.fromEntries(checks.map((check) => [check.check, check]))
  })
}

test('Postgres 15 is fine', async () => {
  const { version } = await examine('jobs')
  expect(version).toMatchObject({ state: 'ok', what: expect.stringContaining('Postgres 15.') })
})

test('pg_cron that works in another database is named with that database', async () => {
  const { schedules } = await examine('elsewhere')
  expect(schedules).toMatchObject({ state: 'warning', what: expect.stringContaining('in the database jobs') })
  expect(schedules?.next).toContain('Or run `sightline worker`, which needs no extension.')
})

test('pg_cron that is not created yet comes with the statement', async () => {
  const { schedules } = await examine('jobs')
  expect(schedules).toMatchObject({ state: 'warning', next: ['CREATE EXTENSION pg_cron', expect.anything()] })
})

test('pg_cron that this role may not use comes with the grant, and then runs the schedules', async () => {
  const denied = await examine('jobs', 'create extension pg_cron; set role deployer')
  expect(denied.schedules).toMatchObject({
    state: 'failure',
    next: ['GRANT USAGE ON SCHEMA cron TO deployer'],
  })
  const granted = await examine('jobs', 'grant usage on schema cron to deployer; set role deployer')
  expect(granted.schedules).toMatchObject({ state: 'ok', what: 'pg_cron 1.4-1 runs them.' })
})

test('a project without schedules needs neither', async () => {
  await withClient(server.connectionString('elsewhere'), async (client) => {
    const checks = await runDoctor(client, buildRelease(defineProject({ ...shop, definitions: [customers] })))
    expect(checks.find(({ check }) => check === 'schedules')?.state).toBe('ok')
  })
})
