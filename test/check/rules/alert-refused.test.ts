import { expect, it } from 'vitest'
import { alertRefused } from '../../../toolkit/check/rules/alert-refused.ts'
import type { FieldType } from '../../../toolkit/grafana/model/frames/frame.ts'
import { contextOf, failed, findings, returned, sites } from './context.ts'
import { revenueAlert } from './revenue-alert.ts'

type Row = Readonly<Record<string, unknown>>

const found = (fields: Readonly<Record<string, FieldType>>, ...rows: readonly Row[]) =>
  findings(alertRefused, contextOf([revenueAlert()], { results: { Revenue: returned(fields, rows) } }))

it('reports several rows with one set of labels', () => {
  const rows = [
    { status: 'paid', revenue: 5 },
    { status: 'open', revenue: 6 },
    { status: 'paid', revenue: 7 },
  ]
  expect(found({ status: 'string', revenue: 'number' }, ...rows)).toEqual([
    {
      where: 'Revenue',
      what: 'Grafana cannot tell its rows apart: several have the labels status=paid.',
      next: 'Group by the columns of text, or select what tells the rows apart as a text.',
    },
  ])
})

it('reports several rows without labels', () => {
  expect(found({ revenue: 'number' }, { revenue: 5 }, { revenue: 6 })).toMatchObject([
    { what: 'Grafana cannot tell its rows apart: several have no labels.' },
  ])
})

it('reports a time beside texts', () => {
  const row = { day: new Date('2024-03-10'), status: 'paid', revenue: 5 }
  expect(found({ day: 'time', status: 'string', revenue: 'number' }, row)).toMatchObject([
    {
      what: 'Grafana cannot read what its query returns: day (time), status (string), revenue (number).',
      next: 'Leave out day, or cast it to text: beside a time there can be no labels.',
    },
  ])
})

it('reports a boolean and JSON beside the number', () => {
  expect(found({ large: 'boolean', revenue: 'number' }, { large: true, revenue: 5 })).toMatchObject([
    { next: 'Leave out large, or cast it to text so that it becomes a label.' },
  ])
  expect(found({ detail: 'other', revenue: 'number' }, { detail: {}, revenue: 5 })).toMatchObject([
    { next: 'Select one number, and cast everything else to text.' },
  ])
})

it('reports a name that Grafana does not save', () => {
  const name = 'x'.repeat(191)
  const context = contextOf([revenueAlert(name)], {
    results: { [name]: returned({ revenue: 'number' }) },
  })
  expect(findings(alertRefused, context)).toEqual([
    {
      where: name,
      what: 'Grafana does not save it: invalid alert rule: name length should not be greater than 190.',
      next: 'Shorten its name.',
    },
  ])
})

it('is silent about one number, one for each label, a time with a number, NULL and no rows', () => {
  expect(found({ revenue: 'number' }, { revenue: 5 })).toEqual([])
  expect(found({ revenue: 'number' }, { revenue: null })).toEqual([])
  expect(found({ revenue: 'number' })).toEqual([])
  const [first, second] = [new Date('2024-03-10'), new Date('2024-03-11')]
  expect(
    found({ day: 'time', revenue: 'number' }, { day: first, revenue: 5 }, { day: second, revenue: 6 }),
  ).toEqual([])
  const rows = [
    { status: 'paid', revenue: 5 },
    { status: null, revenue: 6 },
  ]
  expect(found({ status: 'string', revenue: 'number' }, ...rows)).toEqual([])
})

it('leaves a query that fails to another rule', () => {
  const context = contextOf([revenueAlert()], { results: { Revenue: failed('no such column') } })
  expect(findings(alertRefused, context)).toEqual([])
})

it('names the line of the alert', () => {
  const rows = [{ revenue: 5 }, { revenue: 6 }]
  const context = contextOf([revenueAlert()], { results: { Revenue: returned({ revenue: 'number' }, rows) } })
  expect(sites(alertRefused, context)).toEqual([expect.stringMatching(/revenue-alert\.ts:\d+$/)])
})
