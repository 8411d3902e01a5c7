import { defineProject } from 'sightline'
import {
  applyRelease,
  buildRelease,
  createSources,
  desiredState,
  runDoctor,
  withClient,
} from 'sightline/engine'
import { expect, test } from 'vitest'
import { customers, orders } from '../deploy/support/small-shop.ts'
import { shop } from '../fixtures/shop.ts'
import { streamingPrimary } from '../support/streaming-replica.ts'

test('doctor says how far a replica is behind from which panels are read, and where there is none', async () => {
  const { primary, startReplica } = await streamingPrimary()
  const release = buildRelease(
    defineProject({ ...shop, dataSource: { readFrom: 'replica' }, definitions: [customers, orders] }),
  )
  await withClient(primary.connectionString('postgres'), async (client) => {
    await createSources(client, [customers, orders])
    await applyRelease(client, desiredState(release))
    const told = async () =>
      (await runDoctor(client, release)).flatMap(({ check, state, what }) =>
        check === 'replicas' ? [`${state}: ${what}`] : [],
      )
    expect(await told()).toEqual([expect.stringMatching(/^warning: .*none streams from this server/)])

    const replica = await startReplica()
    await expect
      .poll(told, { timeout: 30_000 })
      .toEqual([
        expect.stringMatching(/^ok: The replica 127\.0\.0\.1, streaming, is \d\.\d s and 0\.0 MB behind/),
      ])

    await withClient(replica.connectionString('postgres'), async (standby) => {
      await standby.query('select pg_wal_replay_pause()')
      await client.query(`create table much as select repeat('x', 1000) as x from generate_series(1, 80000)`)
      expect(await told()).toEqual([
        expect.stringMatching(/^warning: The replica .* and \d{2,}\.\d MB behind/),
      ])
      await standby.query('select pg_wal_replay_resume()')
      await expect.poll(told, { timeout: 30_000 }).toEqual([expect.stringMatching(/^ok: /)])
    })
    await client.query('create role somebody login')
    await client.query('set role somebody')
    expect(await told()).toEqual([expect.stringContaining('this role may not see')])
  })
})
