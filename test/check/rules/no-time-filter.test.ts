import { sql } from 'kysely'
import { ago, intervalVariable, tablePanel, timeFilter } from 'sightline'
import { expect, it } from 'vitest'
import { noTimeFilter } from '../../../toolkit/check/rules/no-time-filter.ts'
import { contextOf, findings, fromOrders, returned, shop } from './context.ts'

const latest = fromOrders().select(['created_at', 'amount'])
const table = (title: string, query: typeof latest) => tablePanel({ title, description: 'Orders.', query })
const results = { 'shop/Latest': returned({ created_at: 'time', amount: 'number' }) }

it('reports a dashboard that shows times and cannot be narrowed by time', () => {
  expect(findings(noTimeFilter, contextOf([shop(table('Latest', latest))], { results }))).toEqual([
    {
      where: 'shop',
      what: 'Its panel "Latest" returns the time "created_at", but no query follows the time picker or an interval variable.',
      next: 'Filter by `timeFilter(column)` where the range matters, or offer the range as an `intervalVariable`.',
    },
  ])
})

it('is silent when one of its panels follows the time picker', () => {
  const filtered = table(
    'Filtered',
    latest.where((eb) => timeFilter(eb.ref('created_at'))),
  )
  expect(findings(noTimeFilter, contextOf([shop(table('Latest', latest), filtered)], { results }))).toEqual(
    [],
  )
  const fromPicker = table('Picked', latest.where(sql<boolean>`extract(epoch from created_at) > \${__from}`))
  const context = contextOf([shop(table('Latest', latest), fromPicker)], { results })
  expect(findings(noTimeFilter, context)).toEqual([])
})

it('is silent when a panel follows an interval variable', () => {
  const range = intervalVariable('range', {
    label: 'Range',
    description: 'How far back.',
    options: ['7d', '30d'],
    default: '7d',
  })
  const panel = table('Latest', latest.where('created_at', '>', ago(range.interval())))
  const dashboard = { ...shop(panel), variables: [range] }
  expect(findings(noTimeFilter, contextOf([dashboard], { results }))).toEqual([])
})

it('is silent about a dashboard that shows no times', () => {
  const context = contextOf([shop(table('Latest', latest))], {
    results: { 'shop/Latest': returned({ amount: 'number' }) },
  })
  expect(findings(noTimeFilter, context)).toEqual([])
})
