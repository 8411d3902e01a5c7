import { sql } from 'kysely'
import { now, sqlFunction, tablePanel, view } from 'sightline'
import { expect, it } from 'vitest'
import { foreignClock } from '../../../toolkit/check/rules/foreign-clock.ts'
import { contextOf, findings, fromOrders, shop } from './context.ts'

function inView(expression: string) {
  const query = fromOrders().select(['order_id', sql<Date>`${sql.raw(expression)}`.as('x')])
  const late = view('analytics.late', { description: 'Late orders.', grain: ['order_id'], query })
  return findings(foreignClock, contextOf([late]))
}

it('reports CURRENT_DATE in a view, which a test cannot freeze', () => {
  expect(inView('created_at::date - current_date')).toEqual([
    {
      where: 'analytics.late',
      what: 'It reads the clock CURRENT_DATE, which cannot be frozen.',
      next: 'Use `today()`, which is the date of now() in UTC.',
    },
  ])
})

it.each([
  ['CURRENT_TIMESTAMP', 'CURRENT_TIMESTAMP'],
  ['localtime(0)', 'LOCALTIME'],
  ['clock_timestamp()', 'clock_timestamp()'],
  ['pg_catalog.statement_timestamp ()', 'statement_timestamp()'],
  ['pg_catalog.now()', 'pg_catalog.now()'],
])('reports %s', (expression, clock) => {
  expect(inView(expression)[0]?.what).toBe(`It reads the clock ${clock}, which cannot be frozen.`)
})

it('reports the clock of a panel by the name of the panel', () => {
  const query = fromOrders().select('amount').where(sql<boolean>`created_at > transaction_timestamp()`)
  const panel = tablePanel({ title: 'Amounts', description: 'Of orders.', query })
  expect(findings(foreignClock, contextOf([shop(panel)]))).toEqual([
    {
      where: 'shop/Amounts',
      what: 'It reads the clock transaction_timestamp(), which cannot be frozen.',
      next: 'Use `now()`.',
    },
  ])
})

it.each([
  "'current_date'",
  '"current_date"',
  'orders.current_date',
  'created_at /* not current_date */',
  'current_date_of_order',
  'now()',
])('is silent about %s', (expression) => {
  expect(inView(expression)).toEqual([])
})

it('leaves functions alone, which may measure time', () => {
  const timed = sqlFunction('analytics.timed', {
    description: 'The time.',
    returns: 'timestamptz',
    language: 'sql',
    body: sql`select clock_timestamp()`,
  })
  const panel = tablePanel({
    title: 'Now',
    description: 'The time.',
    query: fromOrders().select(now().as('x')),
  })
  expect(findings(foreignClock, contextOf([timed, shop(panel)]))).toEqual([])
})
