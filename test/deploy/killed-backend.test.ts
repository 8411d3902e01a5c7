import { rm } from 'node:fs/promises'
import type pg from 'pg'
import { createClient, deployFresh } from 'sightline/engine'
import { expect, inject, test } from 'vitest'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { startServer } from '../../toolkit/embedded/embedded-server.ts'
import { throwawayServerFolder } from '../../toolkit/embedded/server-folder.ts'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'
import { caseDatabase } from './support/case-database.ts'
import { databasePicture } from './support/database-picture.ts'
import { changesOf } from './support/run-case.ts'
import { firstState, secondRelease, secondState, sharedViews } from './support/two-releases.ts'

/** How often it is tried. */
const times = Number(process.env.KILLS ?? 50)

/** A server of this file's own: killing a backend makes Postgres restart all of them. */
async function ownServer(): Promise<string> {
  const folder = await throwawayServerFolder(repository)
  releaseLater(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  const server = await startServer(folder)
  releaseLater(() => server.stop('immediate'))
  return server.connectionString('')
}

async function connect(url: string): Promise<pg.Client> {
  const client = createClient(url)
  client.on('error', () => {})
  await client.connect()
  return client
}

/** What a fresh build of the second release is. */
async function freshPicture(): Promise<Record<string, unknown>> {
  const { client, role, end } = await caseDatabase(inject('server'))
  await deployFresh(client, secondRelease(role))
  const picture = await databasePicture(client, 'nobody')
  await end()
  return picture
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

test(`a deploy whose backend is killed with SIGKILL ${times} times is completed by the next`, {
  timeout: times * 10_000,
}, async () => {
  const wanted = await freshPicture()
  const server = await ownServer()
  for (let attempt = 0; attempt < times; attempt++) {
    const { connectionString, name, role, client, end } = await caseDatabase(server)
    await client.query(`alter database ${name} set synchronous_commit = on`)
    const deploying = await connect(connectionString)
    await applyRelease(deploying, firstState(role))
    const { rows } = await deploying.query<{ pid: number }>('select pg_backend_pid() as pid')
    const ended = applyRelease(deploying, secondState(role)).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, (attempt / times) * 400 + Math.random() * 20))
    // Until the server has cut off the other connection too, it would still take one that it then cuts off.
    const restarting = new Promise((resolve) => client.once('end', resolve))
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
    await Promise.all([ended, restarting])
    const again = await reconnect(connectionString)
    for (const view of sharedViews) await again.query(`select count(*) from ${view}`)
    await applyRelease(again, secondState(role))
    expect(await databasePicture(again, 'nobody')).toEqual(wanted)
    expect(changesOf(await planRelease(again, secondState(role)))).toEqual([])
    await again.end()
    await end()
  }
})
