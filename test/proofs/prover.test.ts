import {
  above,
  alertRule,
  contactPoint,
  dashboard,
  from,
  row,
  source,
  sql,
  statPanel,
  tablePanel,
  thresholds,
  view,
} from 'sightline'
import { text } from 'sightline/columns'
import type { ProofResult, Prover } from 'sightline/engine'
import { email } from 'sightline/integrations'
import { factory, given, type Proof, proofs, timeline } from 'sightline/proofs'
import { beforeAll, describe, expect, it } from 'vitest'
import { customers, customerTotals, dailyOrders, orders, shopSql } from '../define/shop.ts'
import { proverOf } from '../support/prover.ts'

const revenue = statPanel({
  title: 'Revenue',
  description: 'All cents.',
  unit: 'short',
  thresholds: thresholds('red', [100, 'green']),
  noValue: 'nothing sold',
  query: from(dailyOrders)
    .selectFrom('analytics.daily_orders')
    .select((eb) => eb.fn.sum<number>('revenue').as('Revenue'))
    .having((eb) => eb(eb.fn.countAll<number>(), '>', 0)),
})
const people = tablePanel({
  title: 'People',
  description: 'Who ordered.',
  sortedBy: 'name',
  query: from(customerTotals).selectFrom('analytics.customer_totals').select(['name', 'total_cents']),
})
const page = dashboard({
  uid: 'shop',
  title: 'Shop',
  description: 'The shop.',
  rows: [row('All', { panels: [revenue, people] })],
})
const onCall = contactPoint('on-call', {
  description: 'Us.',
  integrations: [email({ to: ['us@example.com'] })],
})
const unpaid = alertRule('Unpaid', {
  uid: 'unpaid',
  summary: 'Unpaid orders.',
  description: 'Ask them.',
  query: from(orders)
    .selectFrom('orders')
    .where('status', '=', 'unpaid')
    .groupBy('customer_id')
    .select((eb) => ['customer_id', eb.fn.sum<number>('amount_cents').as('cents')]),
  value: 'cents',
  condition: above(100, { untilBelow: 50 }),
  every: '1m',
  for: '2m',
  keepFiringFor: '3m',
  severity: 'warning',
  noData: 'OK',
  onError: 'Error',
  contactPoint: onCall,
})

const customer = factory(customers)
const order = factory(orders, { amount_cents: 120 })
let prover: Prover

beforeAll(async () => {
  prover = await proverOf([...shopSql, page, unpaid, onCall])
})

const prove = (proof: Proof): Promise<ProofResult> =>
  prover.run(proofs({ now: '2026-03-15T12:00:00Z' }, { it: proof }), 'it')
const holds = async (proof: Proof) => {
  const { mismatches, problem } = await prove(proof)
  expect({ mismatches, problem }).toEqual({ mismatches: [], problem: undefined })
}
const problemOf = async (proof: Proof) => (await prove(proof)).problem

describe('rows of a proof', () => {
  it('bring along what they refer to, and take defaults of their types', () =>
    holds(
      given(order())
        .view(customers, [
          { customer_id: 'customer_id 1', name: 'name', joined_on: '2026-03-15', country: null, vip: false },
        ])
        .view(orders, [
          {
            order_id: 1,
            customer_id: 'customer_id 1',
            status: 'status',
            placed_at: '2026-03-15T12:00:00Z',
            amount_cents: 120,
            discount: null,
          },
        ]),
    ))

  it('belong to the row that is given, where they do not say to which', () =>
    holds(
      given(order(), customer({ customer_id: 'ann', name: 'Ann' })).view(customerTotals, [
        { customer_id: 'ann', total_cents: 120 },
      ]),
    ))

  it('may say the value of a generated column', () =>
    holds(given(order({ order_id: 7 })).view(orders, [{ order_id: 7 }])))

  it('leave nothing behind for the next proof', async () => {
    await holds(given(order()).view(orders, [{ amount_cents: 120 }]))
    await holds(given().view(orders, []))
  })

  it('that break a constraint are refused with its name, the row and its place', async () => {
    const twice = [customer({ customer_id: 'ann' }), customer({ customer_id: 'ann', name: 'Other' })]
    expect(await problemOf(given(...twice).view(customers, []))).toMatchObject({
      code: 'given-row-refused',
      what: 'A row that is given to customers breaks the constraint customers_pkey: Key (customer_id)=(ann) already exists.',
      value: expect.stringContaining('name = Other'),
      where: expect.stringMatching(/^test\/proofs\/prover\.test\.ts:\d+$/),
    })
  })

  it('that leave out what must be there are refused with the column, in the words of Postgres', async () => {
    const nameless: object = { name: null }
    expect(await problemOf(given(customer(nameless)).view(customers, []))).toMatchObject({
      code: 'given-row-refused',
      what: 'A row that is given to customers is refused for its column name: null value in column "name" of relation "customers" violates not-null constraint.',
    })
  })

  it('of no moment are refused', async () => {
    expect(await problemOf(given().at('soon').view(customers, []))).toMatchObject({ code: 'invalid-time' })
  })

  it('of a table that the project does not list are refused', async () => {
    const stray = source('stray', { description: 'Nobody lists it.', columns: { id: text() } })
    expect(await problemOf(given(factory(stray)()).view(orders, []))).toMatchObject({
      code: 'unlisted-definition',
    })
  })
})

it('a query without an end is given up, says so, and the proofs behind it go on', async () => {
  const endless = view('analytics.endless', {
    description: 'Has no end.',
    grain: [],
    columns: { count: 'A number.' },
    query: sql<{ count: number }>`
      with recursive numbers (number) as (select 1 union all select 1 from numbers)
      select count(*)::integer as count from numbers`,
  })
  const impatient = await proverOf([endless, customers], 0.2)
  const cases = proofs(
    { now: '2026-03-15T12:00:00Z' },
    {
      ends: given().view(endless, [{ count: 1 }]),
      next: given(customer({ customer_id: 'ann' })).view(customers, [{ customer_id: 'ann' }]),
    },
  )
  expect((await impatient.run(cases, 'ends')).problem).toMatchObject({
    code: 'query-fails',
    what: 'A query of the proof was given up after 0.2 s.',
  })
  expect(await impatient.run(cases, 'next')).toMatchObject({ passed: true, problem: undefined })
})

describe('a view', () => {
  it('is compared in the columns that are named, whatever the order of rows', () =>
    holds(
      given(order({ placed_at: '2026-03-14T23:59:59.999Z' }), order(), order()).view(dailyOrders, [
        { day: '2026-03-15', orders: 2 },
        { day: '2026-03-14', orders: 1 },
      ]),
    ))

  it('is read at the moment of the proof, also where its rows are stored', () =>
    holds(
      given(order())
        .at('2026-05-01T00:00:00Z')
        .view(dailyOrders, [{ day: '2026-05-01' }])
        .view(customerTotals, [{ total_cents: 120 }]),
    ))

  it('that differs is shown cell by cell, with rows that are missing and those too many', async () => {
    const { mismatches, passed } = await prove(
      given(order({ placed_at: '2026-03-14T00:00:00Z' }), order()).view(dailyOrders, [
        { day: '2026-03-13', revenue: 1 },
        { day: '2026-03-15', revenue: 121 },
      ]),
    )
    expect(passed).toBe(false)
    expect(mismatches).toMatchObject([
      {
        subject: 'analytics.daily_orders',
        columns: ['day', 'revenue'],
        rows: [
          [
            { expected: '2026-03-13', actual: null },
            { expected: '1', actual: null },
          ],
          [
            { expected: '2026-03-15', actual: '2026-03-15', same: true },
            { expected: '121', actual: '120', same: false },
          ],
          [
            { expected: null, actual: '2026-03-14' },
            { expected: null, actual: '120' },
          ],
        ],
      },
    ])
  })
})

describe('a panel', () => {
  it('shows a text in a colour', () =>
    holds(
      given(order({ amount_cents: 1200 })).panel(page, 'Revenue', {
        Revenue: { text: '1.20 K', color: 'green' },
      }),
    ))

  it('shows what stands there without data', () => holds(given().panel(page, 'Revenue', 'nothing sold')))

  it('shows the rows of a table', () =>
    holds(
      given(order(), customer({ name: 'Ann' })).panel(page, 'People', [{ name: 'Ann', total_cents: '120' }]),
    ))

  it('in another colour is a failure that names both', async () => {
    const { mismatches } = await prove(
      given(order({ amount_cents: 12 })).panel(page, 'Revenue', { Revenue: { color: 'green' } }),
    )
    expect(mismatches).toMatchObject([
      { subject: 'shop/Revenue', rows: [[{ expected: 'green', actual: '#F2495C', same: false }]] },
    ])
  })

  it('that the dashboard does not have is refused with the names of those that it has', async () => {
    expect(await problemOf(given().panel(page, 'Revenu', ''))).toMatchObject({
      code: 'unknown-panel',
      next: 'Use one of Revenue, People.',
    })
  })
})

describe('a rule', () => {
  const bill = (customer_id: string, amount_cents: number) =>
    order({ customer_id, amount_cents, status: 'unpaid' })

  it('has an alert for each set of labels', () =>
    holds(
      given(bill('ann', 101), bill('bob', 100)).alerts(unpaid, [
        { state: 'pending', labels: { customer_id: 'ann' }, value: 101 },
        { state: 'normal', labels: { customer_id: 'bob' }, value: 100 },
      ]),
    ))

  it('waits, fires, goes on firing and recovers by its own clock', () =>
    holds(
      timeline(unpaid, '2026-03-15T09:00:00Z')
        .expect('normal')
        .at('09:00:30')
        .insert(bill('ann', 101))
        .at('09:01')
        .expect([{ state: 'pending', labels: { customer_id: 'ann' }, value: 101 }])
        .at('09:02')
        .expect([{ state: 'pending', labels: { customer_id: 'ann' } }])
        .at('09:03')
        .expect([{ state: 'firing', labels: { customer_id: 'ann' } }])
        .at('09:04')
        .remove(orders)
        .insert(bill('ann', 60))
        .expect([{ state: 'firing', labels: { customer_id: 'ann' }, value: 60 }])
        .at('09:05')
        .remove(orders)
        .insert(bill('ann', 40))
        .expect([{ state: 'recovering', labels: { customer_id: 'ann' }, value: 40 }])
        .at('09:08')
        .expect([{ state: 'normal', labels: { customer_id: 'ann' } }]),
    ))

  it('whose queries fail has an error, until they answer again', () =>
    holds(
      timeline(unpaid, '2026-03-15T09:00:00Z')
        .break()
        .at('09:03')
        .expect('error')
        .mend()
        .at('09:06')
        .expect('normal'),
    ))

  it('that is in another state is a failure with the moment', async () => {
    const { mismatches } = await prove(timeline(unpaid, '2026-03-15T09:00:00Z').at('09:05').expect('firing'))
    expect(mismatches).toMatchObject([
      { subject: 'Unpaid at 2026-03-15T09:05:00Z', rows: [[{ expected: 'firing', actual: 'normal' }]] },
    ])
  })

  it('whose time line runs backwards is refused', () => {
    expect(() => timeline(unpaid, '2026-03-15T09:00:00Z').at('08:59')).toThrow('08:59')
  })
})

it('a proof that expects nothing is refused, since it could not fail', async () => {
  expect(await problemOf(given(order()))).toMatchObject({ code: 'nothing-expected' })
  expect(await problemOf(timeline(unpaid, '2026-03-15T09:00:00Z').insert(order()))).toMatchObject({
    code: 'nothing-expected',
  })
})
