import { sql } from 'kysely'
import { timeseriesPanel } from 'sightline'
import { expect, it } from 'vitest'
import { grafanaRefuses } from '../../../toolkit/check/rules/grafana-refuses.ts'
import { readAnswer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import type { QueryResult } from '../../../toolkit/query/run-query.ts'
import { contextOf, findings, fromOrders, returned, shop } from './context.ts'

const byStatus = fromOrders().select(['created_at as time', 'status', 'amount'])
const panel = (query: typeof byStatus) =>
  timeseriesPanel({ title: 'Series', description: 'Orders.', unit: 'short', query })
const found = (query: typeof byStatus, result: QueryResult) =>
  findings(grafanaRefuses, contextOf([shop(panel(query))], { results: { 'shop/Series': result } }))

/** What Grafana makes of these rows as a time series. */
function series(...rows: (readonly [time: string | null, status: string, amount: string])[]): QueryResult {
  const result = returned({ time: 'time', status: 'string', amount: 'number' })
  if (!result.ok) return result
  const statement = { ...result.statement, rows }
  const range = { from: new Date(0), to: new Date(0) }
  const answer = readAnswer([statement], { format: 'time_series', range, fill: undefined })
  return { ...result, statement, answer }
}

const sorted = series(['2026-01-01 00:00:00+00', 'a', '1'], ['2026-01-02 00:00:00+00', 'a', '2'])
const unsorted = series(['2026-01-02 00:00:00+00', 'a', '1'], ['2026-01-01 00:00:00+00', 'a', '2'])
const endless = series(['infinity', 'a', '1'])
const withoutTime = series([null, 'a', '1'])

it('reports labelled series whose rows are not in the order of their time', () => {
  expect(found(byStatus.orderBy('status').orderBy('created_at'), unsorted)).toEqual([
    {
      where: 'shop/Series',
      what: expect.stringContaining('it is not sorted in ascending order by time'),
      next: "Order the query by its time first: `.orderBy('time')`.",
    },
  ])
})

it('reports labelled series that have no order, though they came in one', () => {
  expect(found(byStatus, sorted).map(({ what }) => what)).toEqual([
    'Its rows have no order, and Grafana refuses series with labels (status) that are not sorted by time.',
  ])
  const inside = sql<number>`(select max(amount) from orders order by 1)`
  const nested = fromOrders().select(['created_at as time', 'status', inside.as('amount')])
  expect(found(nested, sorted)).toHaveLength(1)
})

it.each([
  ['infinity in a time', endless, "Turn `infinity` into NULL: `nullif(column, 'infinity')`."],
  ['a NULL among the times', withoutTime, 'Leave out the rows whose time is NULL.'],
])('reports %s', (_, result, next) => {
  expect(found(byStatus.orderBy('created_at'), result)[0]?.next).toBe(next)
})

it('is silent where Grafana draws the series', () => {
  expect(found(byStatus.orderBy('created_at'), sorted)).toEqual([])
})
