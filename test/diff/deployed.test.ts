import {
  applyRelease,
  buildRelease,
  comparedRelease,
  createSources,
  deployedRelease,
  desiredState,
  diffReleases,
} from 'sightline/engine'
import { expect, inject, test } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { now } from './support/run-case.ts'
import { orders, shop, totalsQuery } from './support/shop.ts'

test('what a database has is compared by what its dashboards read', async () => {
  const server = inject('server')
  const { connect, name } = await testDatabase()
  const client = await connect()
  await createSources(client, [orders])
  const readerRole = `reader_of_${name}`
  await applyRelease(client, { ...desiredState(buildRelease(shop())), readerRole })
  const base = await deployedRelease(client, 'shop')
  const project = shop({ totals: totalsQuery.replace(', sum(orders) as orders', '') })
  const report = await diffReleases(base, comparedRelease(buildRelease(project), 'the working tree'), {
    connectionString: (database) => `${server}${database}`,
    sample: { project, now, scale: 1, seed: 1 },
  })
  expect(report).toMatchObject({
    base: { label: 'what is deployed' },
    verdict: 'breaking',
    dashboards: [],
    notes: [
      'The dashboards and alerts of what is deployed are not known: its numbers are those of the other side’s.',
    ],
  })
  expect(report.broken[0]?.readers.map((reader) => `${reader.kind} ${reader.name} ${reader.fate}`)).toEqual([
    'alert Too many orders fails',
    'panel shop/Orders fails',
  ])
  expect(report.sql.map(({ name: changed, change }) => `${changed} ${change}`)).toEqual([
    'shop.totals rebuilt',
  ])
  const formula = shop({ totals: totalsQuery.replace('sum(revenue)', 'sum(revenue) * 2') })
  const { verdict, numbers } = await diffReleases(
    base,
    comparedRelease(buildRelease(formula), 'the working tree'),
    {
      connectionString: (database) => `${server}${database}`,
      sample: { project: formula, now, scale: 1, seed: 1 },
    },
  )
  expect(verdict).toBe('numbers')
  expect(numbers[0]).toMatchObject({
    where: 'shop/Revenue',
    difference: { kind: 'values', values: [{ before: { value: 1775 }, after: { value: 3550 } }] },
  })
  await client.query(`drop owned by ${readerRole}; drop role ${readerRole}`)
})

test('a database that never had the project is said to be so', async () => {
  const { connect } = await testDatabase()
  await expect(deployedRelease(await connect(), 'shop')).rejects.toThrow(
    'This project was never deployed to this database.',
  )
})
