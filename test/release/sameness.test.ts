import { from, materializedView, view } from 'sightline'
import type { MaterializedView } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { customers, customerTotals, orders, shopSql } from '../define/shop.ts'
import { releaseOf, shopDashboard, shopRelease } from './shop-release.ts'

const paid = (status: string) =>
  view('analytics.paid', {
    description: 'Paid orders.',
    grain: ['order_id'],
    query: from(orders).selectFrom('orders').where('status', '=', status).select(['order_id', 'customer_id']),
  })

function chainOf(status: string) {
  const bottom = paid(status)
  const middle = materializedView('analytics.payers', {
    description: 'Who paid.',
    grain: ['customer_id'],
    query: from(bottom).selectFrom('analytics.paid').distinct().select('customer_id'),
  })
  const top = view('analytics.payer_names', {
    description: 'Their names.',
    grain: ['name'],
    query: from(middle, customers)
      .selectFrom('analytics.payers')
      .innerJoin('customers', 'customers.customer_id', 'analytics.payers.customer_id')
      .select('name'),
  })
  const aside = view('analytics.countries', {
    description: 'Countries.',
    grain: ['country'],
    query: from(customers).selectFrom('customers').distinct().select('country'),
  })
  const { sqlObjects } = releaseOf([customers, orders, bottom, middle, top, aside])
  return new Map(sqlObjects.map((object) => [object.name, object]))
}

describe('two builds of the same project', () => {
  it('write the same files', () => {
    expect(shopRelease().files).toEqual(shopRelease().files)
  })

  it('have the same objects, whatever order the definitions are listed in', () => {
    const one = releaseOf(shopSql)
    const other = releaseOf(shopSql.toReversed())
    expect(other.sqlObjects.map(({ name }) => name)).toEqual(one.sqlObjects.map(({ name }) => name))
    expect(other.sqlObjects.map(({ hash }) => hash)).toEqual(one.sqlObjects.map(({ hash }) => hash))
  })
})

describe('the version', () => {
  it("is the package's, with a hash of the content", () => {
    const { version, manifest } = shopRelease()
    expect(version).toMatch(/^1\.0\.0\+[0-9a-f]{12}$/)
    expect(version).toBe(`1.0.0+${manifest.contentHash.slice(0, 12)}`)
  })

  it('changes with the content', () => {
    expect(releaseOf(shopSql).version).not.toBe(shopRelease().version)
    expect(releaseOf([...shopSql, shopDashboard]).version).toBe(shopRelease().version)
  })

  it("takes the package's version along", () => {
    expect(releaseOf(shopSql, '2.0.0').version.split('+')[0]).toBe('2.0.0')
  })
})

describe('a changed query', () => {
  const [before, after] = [chainOf('paid'), chainOf('settled')]
  const changed = [...before.keys()].filter((name) => before.get(name)?.hash !== after.get(name)?.hash)
  const [copy = ''] = [...before.keys()].filter((name) => name.startsWith('analytics.paid__'))

  it('changes its own hash and the hash of all that reads it, and no other', () => {
    expect(changed.sort()).toEqual(['analytics.paid', copy, 'analytics.payer_names', 'analytics.payers'])
  })

  it('gives a materialized view that reads it a new storage', () => {
    expect(before.get('analytics.payers')?.storage).toMatch(/^analytics\.payers__[0-9a-f]{8}$/)
    expect(after.get('analytics.payers')?.storage).not.toBe(before.get('analytics.payers')?.storage)
  })
})

describe('the storage of a materialized view', () => {
  const storageOf = (stored: MaterializedView) =>
    releaseOf([customers, orders, stored]).sqlObjects.find(({ name }) => name === stored.name)?.storage

  it('stays when only its description changes', () => {
    const described = { ...customerTotals, description: 'In other words.' }
    expect(storageOf(described)).toBe(storageOf(customerTotals))
  })

  it('is new when its indexes or its grain change', () => {
    expect(storageOf({ ...customerTotals, indexes: [['name']] })).not.toBe(storageOf(customerTotals))
    expect(storageOf({ ...customerTotals, grain: ['name'] })).not.toBe(storageOf(customerTotals))
  })
})
