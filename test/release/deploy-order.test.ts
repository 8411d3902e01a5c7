import { sql } from 'kysely'
import {
  desc,
  from,
  materializedView,
  refreshFunction,
  schedule,
  sourceIndex,
  sqlFunction,
  view,
} from 'sightline'
import { describe, expect, it } from 'vitest'
import { customers, customerTotals, orders, refreshLog, settings, shopSql } from '../define/shop.ts'
import { releaseOf } from './shop-release.ts'

const description = 'Only for a test.'
const namesOf = (definitions: Parameters<typeof releaseOf>[0]) =>
  releaseOf(definitions).sqlObjects.map(({ kind, name }) => `${kind} ${name}`)

const vips = view('a_vips', {
  description,
  grain: ['customer_id'],
  query: from(customers).selectFrom('customers').where('vip', '=', true).select('customer_id'),
})

describe('the objects of a release', () => {
  it('come in an order in which each can be created', () => {
    expect(namesOf(shopSql)).toMatchInlineSnapshot(`
      [
        "schema analytics",
        "table analytics.refresh_log",
        "materialized view analytics.customer_totals",
        "view analytics.daily_orders",
        "refresh function refresh_totals",
        "schedule refresh-totals",
      ]
    `)
  })

  it('come after what they read, whatever their names', () => {
    const reader = view('a_reader', {
      description,
      grain: ['customer_id'],
      query: from(customerTotals).selectFrom('analytics.customer_totals').select('customer_id'),
    })
    const names = namesOf([reader, customers, orders, customerTotals])
    expect(names.indexOf('view a_reader')).toBeGreaterThan(
      names.indexOf('materialized view analytics.customer_totals'),
    )
  })

  it('come by kind and then by name where nothing else decides', () => {
    const index = sourceIndex('z_index', { description, on: orders, columns: [desc('placed_at')] })
    const helper = sqlFunction('a_helper', {
      description,
      returns: 'int',
      language: 'sql',
      body: sql`select 1`,
    })
    const other = { ...vips, name: 'a_others' }
    expect(namesOf([helper, vips, other, index, customers, orders])).toEqual([
      'index z_index',
      'view a_others',
      'view a_vips',
      'function a_helper',
    ])
  })

  it('find what they need in handwritten SQL', () => {
    const written = view('a_written', {
      description,
      grain: [],
      query: sql<{ n: number }>`select count(*) as n from analytics.customer_totals`,
    })
    const { sqlObjects } = releaseOf([written, customers, orders, customerTotals])
    expect(sqlObjects.at(-1)).toMatchObject({ name: 'a_written', dependsOn: ['analytics.customer_totals'] })
  })

  it('find the functions that a schedule calls in a statement', () => {
    const purge = sqlFunction('purge', { description, returns: 'void', language: 'sql', body: sql`select 1` })
    const job = schedule('a_job', { description, cron: '0 0 * * *', run: sql`select public.purge()` })
    expect(releaseOf([job, purge]).sqlObjects.at(-1)).toMatchObject({ name: 'a_job', dependsOn: ['purge'] })
  })

  it('do not take a longer name for a name', () => {
    const written = view('written', {
      description,
      grain: [],
      query: sql<{ n: number }>`select 1 as n from orders_old`,
    })
    expect(releaseOf([written, orders]).sqlObjects.at(-1)?.dependsOn).toEqual([])
  })
})

describe('a refresh function', () => {
  const stored = (name: string, below: typeof customerTotals) =>
    materializedView(name, {
      description,
      grain: ['customer_id'],
      query: from(below).selectFrom('analytics.customer_totals').select('customer_id'),
    })

  it('refreshes each view after those it reads, under the name of its storage', () => {
    const top = stored('a_top', customerTotals)
    const refresh = refreshFunction('refresh', {
      description,
      views: [top, customerTotals],
      log: refreshLog,
      lastRefresh: { table: settings, key: "last 'refresh'" },
    })
    const { sqlObjects } = releaseOf([refresh, top, customerTotals, customers, orders, settings, refreshLog])
    const storageOf = (name: string) => sqlObjects.find((object) => object.name === name)?.storage
    const body = sqlObjects.find(({ name }) => name === 'refresh')?.statements[0] ?? ''
    const refreshed = [...body.matchAll(/refresh materialized view concurrently (\S+);/g)].map(
      ([, name]) => name,
    )
    expect(refreshed).toEqual([storageOf('analytics.customer_totals'), `public.${storageOf('a_top')}`])
    expect(body).toContain(`values ('last ''refresh''', clock_timestamp()::text)`)
  })

  it('leaves the views of other functions alone', () => {
    const { sqlObjects } = releaseOf([...shopSql, stored('a_top', customerTotals)])
    const body = sqlObjects.find(({ name }) => name === 'refresh_totals')?.statements[0]
    expect(body).not.toContain('a_top')
  })
})
