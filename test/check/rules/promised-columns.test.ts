import { rows, source, sql } from 'sightline'
import { text } from 'sightline/columns'
import { userExport } from 'sightline/exports'
import { figures, report, reportTable } from 'sightline/reports'
import { expect, it } from 'vitest'
import { promisedColumns } from '../../../toolkit/check/rules/promised-columns.ts'
import { contextOf, findings, returned, sites } from './context.ts'

const people = source('people', {
  description: 'Who gets reports.',
  columns: { user_id: text().primaryKey(), email: text() },
})
const sold = sql<{ user_id: string; day: Date; title: string; amount: number }>`select amount from sales`

const daily = report('daily', {
  title: 'Day',
  description: 'Yesterday.',
  schedule: { every: 'day', at: '09:00' },
  userColumn: 'user_id',
  recipients: rows(people).select(['user_id', 'email']),
  sections: [
    figures({ title: 'Sold', query: sold, figures: { amount: {} } }),
    reportTable({ title: 'Titles', query: sold, columns: { title: {} } }),
  ],
})
const taken = userExport('sales', {
  description: 'What was sold.',
  userColumn: 'user_id',
  timeColumn: 'day',
  allUsers: rows(people).select('user_id'),
  query: sold,
})

it('names each column that a raw query promises to a report or an export, and does not return', () => {
  const context = contextOf([daily, taken], {
    results: {
      'daily/recipients': returned({ user_id: 'string', email: 'string' }),
      'daily/Sold': returned({ amount: 'number' }),
      'daily/Titles': returned({ user_id: 'string', amount: 'number' }),
      sales: returned({ user_id: 'string' }),
      'sales/everybody': returned({ user_id: 'string' }),
    },
  })
  expect(findings(promisedColumns, context).map(({ where, what }) => [where, what])).toEqual([
    ['daily/Sold', expect.stringMatching(/^Its query returns no user_id: /)],
    ['daily/Titles', expect.stringMatching(/^Its query returns no title: /)],
    ['sales', expect.stringMatching(/^Its query returns no day: /)],
  ])
  for (const site of sites(promisedColumns, context)) expect(site).toMatch(/promised-columns\.test\.ts:\d+$/)
})

it('is silent where a query returns what it promises, and more, or fails', () => {
  const all = returned({ user_id: 'string', email: 'string', amount: 'number', title: 'string', day: 'time' })
  const results = Object.fromEntries(
    ['daily/recipients', 'daily/Sold', 'daily/Titles', 'sales', 'sales/everybody'].map((where) => [
      where,
      all,
    ]),
  )
  expect(findings(promisedColumns, contextOf([daily, taken], { results }))).toEqual([])
})
