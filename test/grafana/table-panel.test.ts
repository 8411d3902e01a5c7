import { from, tablePanel } from 'sightline'
import { describe, expect, it } from 'vitest'
import { orders } from '../define/shop.ts'

const about = { title: 'Title', description: 'What the number means.' }
const query = from(orders).selectFrom('orders').select(['status', 'amount_cents', 'discount'])

describe('a table', () => {
  const sortOf = (options: object) => tablePanel({ ...about, query, ...options }).build().options

  it('is sorted by a column, the largest first', () => {
    expect(sortOf({ sortedBy: 'discount' })).toMatchObject({
      sortBy: [{ displayName: 'discount', desc: true }],
    })
    expect(sortOf({ sortedBy: 'discount', descending: false })).toMatchObject({ sortBy: [{ desc: false }] })
  })

  it('is sorted by the name that people see', () => {
    expect(
      sortOf({ sortedBy: 'discount', overrides: { discount: { displayName: 'Rebate' } } }),
    ).toMatchObject({
      sortBy: [{ displayName: 'Rebate' }],
    })
  })

  it('keeps the order of its query unless it says so', () => {
    expect(sortOf({})).not.toHaveProperty('sortBy')
  })
})
