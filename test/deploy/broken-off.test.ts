import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createClient, deployFresh } from 'sightline/engine'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findDrift } from '../../toolkit/deploy/plan/drift.ts'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { releaseHistory } from '../../toolkit/deploy/records/release-history.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { bundleChild } from './support/bundle-child.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { databasePicture } from './support/database-picture.ts'
import { changesOf } from './support/run-case.ts'
import { firstState, secondRelease, secondState, sharedViews } from './support/two-releases.ts'
import { watchViews } from './support/watch-views.ts'

/** How often each way of dying is tried; the backend is killed in killed-backend.test.ts. */
const kills = Number(process.env.KILLS ?? 50)
const cuts = 20
const probes = sharedViews.map((view) => `select count(*) from ${view}`)

let fresh: CaseDatabase
beforeAll(async () => {
  fresh = await caseDatabase(inject('server'))
  await deployFresh(fresh.client, secondRelease(fresh.role))
})
afterAll(() => fresh.end())

/** Whether the deploy had begun and had not ended when it was broken off; it is completed in any case. */
async function survives(kill: (database: CaseDatabase) => Promise<void>): Promise<boolean> {
  const database = await caseDatabase(inject('server'))
  try {
    await applyRelease(database.client, firstState(database.role))
    const stop = await watchViews(database.connectionString, () => probes)
    await kill(database)
    const [last] = await releaseHistory(database.client, 'shop')
    const desired = secondState(database.role)
    await applyRelease(database.client, desired)
    const { errors } = await stop()
    expect(errors).toEqual([])
    const [found, wanted] = [
      await databasePicture(database.client, 'nobody'),
      await databasePicture(fresh.client, 'nobody'),
    ]
    expect(found).toEqual(wanted)
    expect(changesOf(await planRelease(database.client, desired))).toEqual([])
    expect(await findDrift(database.client, 'shop')).toEqual([])
    return last?.result === null
  } finally {
    await database.end()
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test(`a deploy whose connection is cut ${cuts} times is completed by the next`, {
  timeout: cuts * 10_000,
}, async () => {
  let interrupted = 0
  for (let attempt = 0; attempt < cuts; attempt++) {
    const isInterrupted = await survives(async ({ connectionString, client, role }) => {
      const deploying = createClient(connectionString, { application_name: 'deploying' })
      deploying.on('error', () => {})
      await deploying.connect()
      const ended = applyRelease(deploying, secondState(role)).catch(() => {})
      await pause((attempt / cuts) * 400 + Math.random() * 40)
      await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'deploying' and datname = current_database()`,
      )
      await ended
      await deploying.end().catch(() => {})
    })
    if (isInterrupted) interrupted++
  }
  expect(interrupted).toBeGreaterThan(0)
})

test(`a deploying process that is killed ${kills} times is completed by the next`, {
  timeout: kills * 15_000,
}, async () => {
  const child = await bundleChild()
  let interrupted = 0
  for (let attempt = 0; attempt < kills; attempt++) {
    const isInterrupted = await survives(async ({ connectionString, role }) => {
      const process_ = spawn(process.execPath, [child, connectionString, role], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(process_.stdout, 'data')
      await pause((attempt / kills) * 500 + Math.random() * 50)
      process_.kill('SIGKILL')
      if (process_.exitCode === null && process_.signalCode === null) await once(process_, 'exit')
    })
    if (isInterrupted) interrupted++
  }
  expect(interrupted).toBeGreaterThan(0)
})
