import { defineProject, follow, incrementalView, rows, source } from 'sightline'
import { integer, text } from 'sightline/columns'
import { buildRelease, deployFresh, runDoctor } from 'sightline/engine'
import { expect, test } from 'vitest'
import { refreshCall } from '../../toolkit/kinds/incremental-view/incremental-parts.ts'
import { shop } from '../fixtures/shop.ts'
import { testDatabase } from '../support/database.ts'

const sales = source('sales', {
  description: 'For a test.',
  columns: { country: text(), amount: integer() },
})
const salesOfCountries = incrementalView('shop.sales_of_countries', {
  description: 'For a test.',
  grain: ['country'],
  query: rows(sales)
    .groupBy('country')
    .select((eb) => ['country', eb.fn.sum('amount').as('amount')]),
  follow: [follow(sales, 'country')],
})
const release = buildRelease(defineProject({ ...shop, definitions: [salesOfCountries] }))
const storage = release.sqlObjects.flatMap((one) => one.storage ?? [])[0] ?? ''
const columns = 'country text not null, amount int not null'

test.each([
  ['a plain table', `create table sales (${columns})`, 'ok: 1 table tells'],
  [
    'a table from which another inherits',
    `create table sales (${columns}); create table kept () inherits (sales)`,
    'warning: sales has tables that inherit from it',
    'insert into kept values',
  ],
])(
  '%s is told by doctor, and what is written is in the next refresh',
  async (_, made, told, write = 'insert into sales values') => {
    const client = await (await testDatabase()).connect()
    await client.query(made)
    const checks = await runDoctor(client, release)
    expect(
      checks.flatMap(({ check, state, what }) => (check === 'followed tables' ? [`${state}: ${what}`] : [])),
    ).toEqual([expect.stringContaining(told)])
    await deployFresh(client, release)
    for (const total of [5, 10]) {
      await client.query(`${write} ('NO', 5)`)
      await client.query(`select ${refreshCall(storage)}`)
      const { rows: found } = await client.query('select amount::int from shop.sales_of_countries')
      expect(found).toEqual([{ amount: total }])
    }
  },
)

test.each([
  ['view', `create view sales as select 'NO'::text as country, 1 as amount`],
  [
    'foreign table',
    `create foreign data wrapper nothing; create server elsewhere foreign data wrapper nothing; create foreign table sales (${columns}) server elsewhere`,
  ],
])('a %s in place of a table is refused by doctor', async (kind, made) => {
  const client = await (await testDatabase()).connect()
  await client.query(made)
  const checks = await runDoctor(client, release)
  expect(checks.filter(({ check }) => check === 'followed tables')).toMatchObject([
    { state: 'failure', what: expect.stringContaining(`sales is a ${kind}`) },
  ])
})
