import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withClient, withDatabase } from 'sightline/engine'
import { afterAll, expect, inject, test } from 'vitest'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { startServer } from '../../toolkit/embedded/embedded-server.ts'
import { throwawayServerFolder } from '../../toolkit/embedded/server-folder.ts'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'
import { caseDatabase } from './support/case-database.ts'
import { firstState } from './support/two-releases.ts'

const database = await caseDatabase(inject('server'))
afterAll(() => database.end())
const admin = (statement: string) => database.client.query(statement)

test('a standby is refused, and named as one', async () => {
  const folder = await throwawayServerFolder(repository)
  releaseLater(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  await (await startServer(folder)).stop()
  await writeFile(join(folder, 'data', 'standby.signal'), '')
  const standby = await startServer(folder)
  releaseLater(() => standby.stop('immediate'))
  await withClient(standby.connectionString('postgres'), async (client) => {
    const { rows } = await client.query('select pg_is_in_recovery() as standby')
    expect(rows).toEqual([{ standby: true }])
  })
  const url = standby.connectionString('postgres')
  await expect(withDatabase(url, (client) => planRelease(client, firstState('reader')))).rejects.toThrow(
    /standby[\s\S]*Connect to the primary/,
  )
})

test('a database whose transactions only read is refused; once they write, the apply works', async () => {
  const { name, connectionString, role } = database
  await admin(`alter database ${name} set default_transaction_read_only = on`)
  const apply = () => withDatabase(connectionString, (client) => applyRelease(client, firstState(role)))
  await expect(apply()).rejects.toThrow(/read-only[\s\S]*default_transaction_read_only = off/)
  await withClient(`${inject('server')}postgres`, (client) =>
    client.query(`alter database ${name} reset default_transaction_read_only`),
  )
  expect((await apply()).outcome).toBe('done')
})

test('a role that may not create schemas is told what to grant', async () => {
  const { name, connectionString, role } = database
  const weak = `weak_${name}`
  await admin(`create role ${weak} login password 'weak'`)
  releaseLater(() => withClient(`${inject('server')}postgres`, (client) => client.query(`drop role ${weak}`)))
  const url = connectionString.replace(/\/\/[^@]+@/, `//${weak}:weak@`)
  await expect(withDatabase(url, (client) => applyRelease(client, firstState(role)))).rejects.toThrow(
    new RegExp(`lacks the privilege CREATE[\\s\\S]*GRANT CREATE ON DATABASE ${name} TO ${weak}`),
  )
})
