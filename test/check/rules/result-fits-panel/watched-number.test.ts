import { expect, it } from 'vitest'
import { resultFitsPanel } from '../../../../toolkit/check/rules/result-fits-panel.ts'
import { contextOf, findings, returned } from '../context.ts'
import { revenueAlert } from '../revenue-alert.ts'

const rule = revenueAlert('High revenue')
const found = (fields: Parameters<typeof returned>[0]) =>
  findings(resultFitsPanel, contextOf([rule], { results: { 'High revenue': returned(fields) } }))
const where = 'High revenue'

it('reports an alert without a number to watch', () => {
  expect(found({ revenue: 'string' })).toEqual([
    {
      where,
      what: 'An alert watches one number, but its query returns revenue (string).',
      next: 'Select "revenue" as a number; cast it if it is text.',
    },
  ])
})

it('reports an alert with two numbers, of which Grafana would not know the watched one', () => {
  expect(found({ revenue: 'number', orders: 'number' })).toEqual([
    {
      where,
      what: 'An alert watches one number, but its query returns 2: revenue, orders.',
      next: 'Select only "revenue"; cast numbers that are labels to text.',
    },
  ])
})

it('reports an alert whose number is another one than it names', () => {
  expect(found({ orders: 'number' })).toEqual([
    {
      where,
      what: 'The alert means to watch "revenue", but the only number of its query is "orders".',
      next: 'Set `value` to \'orders\', or select "revenue" instead.',
    },
  ])
})

it('is silent about one number with texts as its labels', () => {
  expect(found({ tier: 'string', revenue: 'number' })).toEqual([])
})
