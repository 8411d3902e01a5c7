import { sql } from 'kysely'
import { tablePanel } from 'sightline'
import { expect, it } from 'vitest'
import { intervalAsSql } from '../../../toolkit/check/rules/interval-as-sql.ts'
import { contextOf, findings, fromOrders, shop } from './context.ts'

function inPanel(expression: string) {
  const query = fromOrders().select(sql<string>`${sql.raw(expression)}`.as('bucket'))
  const panel = tablePanel({ title: 'Amounts', description: 'Of orders.', query })
  return findings(intervalAsSql, contextOf([shop(panel)]))
}

it.each(['created_at - $__interval', 'created_at - ${__interval}', '$__timeGroup($__interval, $__interval)'])(
  'reports the interval in %s, which Postgres cannot read',
  (expression) => {
    const written = expression.includes('{') ? '${__interval}' : '$__interval'
    expect(inPanel(expression)).toEqual([
      {
        where: 'shop/Amounts',
        what: `${written} stands in the SQL, where it becomes something like 20m, which Postgres cannot read.`,
        next: "Group by `$__timeGroup(column, $__interval)`, or compute with `$__interval_ms * interval '1 millisecond'`.",
      },
    ])
  },
)

it.each([
  '$__timeGroup(created_at, $__interval)',
  "$__unixEpochGroupAlias(created_at, '$__interval')",
  "created_at - $__interval_ms * interval '1 millisecond'",
  "created_at - interval '$__interval'",
  'created_at -- by $__interval',
])('is silent about %s', (expression) => {
  expect(inPanel(expression)).toEqual([])
})
