import { beforeAll, describe, expect, test } from 'vitest'
import config from '../../sightline.config.ts'
import { type GoldDatabase, goldDatabase } from '../support/gold-database.ts'
import { expectSameRows } from '../support/same-rows.ts'

const views = config.definitions.filter((one) => one.kind === 'view' || one.kind === 'incremental view')

describe.each(['UTC', 'America/Los_Angeles', 'Asia/Kolkata'])('with the session in %s', (timeZone) => {
  let gold: GoldDatabase
  beforeAll(async () => {
    gold = await goldDatabase(timeZone)
  })

  test('the clock stands still at the gold moment', async () => {
    const { rows } = await gold.client.query('select now() as now, current_setting($1) as zone', ['timezone'])
    expect(rows).toEqual([{ now: gold.now, zone: timeZone }])
  })

  test('the answers cover all seven views, and what is stored below them', () => {
    expect(views.map(({ name }) => name.replace('analytics.', '')).sort()).toEqual(Object.keys(gold.expected).sort())
    for (const rows of Object.values(gold.expected)) expect(rows.length).toBeGreaterThan(0)
  })

  test.each(views.map(({ name, grain }) => ({ name, grain })))('$name returns the gold rows', async ({ name, grain }) => {
    const { rows } = await gold.client.query(`select * from ${name}`)
    expectSameRows(rows, gold.expected[name.replace('analytics.', '')] ?? [], grain)
  })
})
