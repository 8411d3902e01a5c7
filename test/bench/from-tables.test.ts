import { compileQuery } from 'sightline/engine'
import { expect, test } from 'vitest'
import { fromTables } from '../../bench/from-tables.ts'
import { goldDatabase } from '../support/gold-database.ts'
import { expectSameRows } from '../support/same-rows.ts'

const keys: Readonly<Record<string, string>> = {
  'analytics.niche_benchmarks': 'niche',
  'analytics.monthly_revenue': 'month',
}

test.each(Object.entries(fromTables))('what %s is measured against returns the same', async (name, query) => {
  const gold = await goldDatabase()
  const { rows } = await gold.client.query(compileQuery(query).sql)
  expect(rows.length).toBeGreaterThan(0)
  expectSameRows(rows, gold.expected[name.replace('analytics.', '')] ?? [], [keys[name] ?? ''])
})
