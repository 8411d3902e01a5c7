import { rm } from 'node:fs/promises'
import { defineProject, follow, incrementalView, rows, source } from 'sightline'
import { integer, text } from 'sightline/columns'
import {
  applyRelease,
  buildRelease,
  createSources,
  desiredState,
  findDrift,
  runDoctor,
  withClient,
} from 'sightline/engine'
import { expect, test } from 'vitest'
import { embeddedInstallation, startServer } from '../../toolkit/embedded/embedded-server.ts'
import { serverAccount } from '../../toolkit/embedded/server-files.ts'
import { throwawayServerFolder } from '../../toolkit/embedded/server-folder.ts'
import { logNames, refreshCall } from '../../toolkit/kinds/incremental-view/incremental-parts.ts'
import { shop } from '../fixtures/shop.ts'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'

const description = 'For a test.'
const sales = source('sales', {
  description,
  columns: { id: integer().primaryKey(), country: text(), amount: integer() },
})
const salesOfCountries = incrementalView('shop.sales_of_countries', {
  description,
  grain: ['country'],
  query: rows(sales)
    .groupBy('country')
    .select((eb) => ['country', eb.fn.sum('amount').as('amount')]),
  follow: [follow(sales, 'country')],
})
const release = buildRelease(defineProject({ ...shop, definitions: [salesOfCountries] }))
const storage = release.sqlObjects.flatMap((one) => one.storage ?? [])[0] ?? ''

test('what a subscription writes is worked out with everything, and by what changed once the view is deployed anew', async () => {
  const folder = await throwawayServerFolder(repository)
  releaseLater(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))
  const installation = { ...(await embeddedInstallation(serverAccount())), settings: ['wal_level=logical'] }
  const server = await startServer(folder, { installation })
  releaseLater(() => server.stop('immediate'))
  const origin = server.connectionString('origin')
  await withClient(server.connectionString('postgres'), (client) => client.query('create database origin'))
  await withClient(server.connectionString('postgres'), (client) =>
    withClient(origin, async (publisher) => {
      for (const one of [publisher, client]) await createSources(one, [sales])
      await publisher.query(`create publication sold for table sales`)
      await publisher.query(`select pg_create_logical_replication_slot('sold', 'pgoutput')`)
      await applyRelease(client, desiredState(release))
      await client.query(
        `create subscription sold connection '${origin}' publication sold with (create_slot = false, slot_name = 'sold')`,
      )
      const arrived = (count: number) =>
        expect
          .poll(async () => (await client.query('select from sales')).rowCount, { timeout: 30_000 })
          .toBe(count)
      const refreshed = async () => {
        await client.query(`select ${refreshCall(storage)}`)
        const { rows: found } = await client.query(
          `select country, amount::int from shop.sales_of_countries order by 1`,
        )
        return found.map(({ country, amount }) => `${country} ${amount}`)
      }
      const noted = async () => (await client.query(`select from ${logNames(storage, 0).table.sql}`)).rowCount

      await publisher.query(`insert into sales values (1, 'NO', 10), (2, 'SE', 20)`)
      await arrived(2)
      expect(await refreshed()).toEqual(['NO 10', 'SE 20'])
      await publisher.query(`insert into sales values (3, 'NO', 5)`)
      await arrived(3)
      expect(await noted()).toBe(0)
      expect(await refreshed()).toEqual(['NO 15', 'SE 20'])

      expect((await findDrift(client, 'shop')).map(({ kind }) => kind)).toContain('missing')
      await applyRelease(client, desiredState(release))
      expect(await findDrift(client, 'shop')).toEqual([])
      await publisher.query(`insert into sales values (4, 'SE', 1)`)
      await arrived(4)
      expect(await noted()).toBe(1)
      expect(await refreshed()).toEqual(['NO 15', 'SE 21'])
      await publisher.query('truncate sales')
      await arrived(0)
      expect(await refreshed()).toEqual([])
      const told = await runDoctor(client, release)
      expect(told.filter(({ check }) => check === 'followed tables')).toMatchObject([{ state: 'ok' }])
      await client.query(`alter subscription sold disable; alter subscription sold set (slot_name = none)`)
      await client.query('drop subscription sold')
    }),
  )
})
