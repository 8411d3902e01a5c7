import { PanelBuilder } from '@grafana/grafana-foundation-sdk/piechart'
import { sql } from 'kysely'
import { queryTarget, statPanel, tablePanel, timeseriesPanel } from 'sightline'
import { expect, it } from 'vitest'
import { missingUnit } from '../../../toolkit/check/rules/missing-unit.ts'
import { type AnyPanel, contextOf, failed, findings, returned, shop } from './context.ts'

const query = sql<{ time: Date; revenue: number; orders: number }>`select 1`
const frame = { title: 'Revenue', description: 'Per day.', query }
const result = returned({ time: 'time', revenue: 'number', orders: 'number' })
const found = (panel: AnyPanel, shown = result) =>
  findings(missingUnit, contextOf([shop(panel)], { results: { 'shop/Revenue': shown } }))
const next = "Set `unit`; a plain count is 'short', and a bare number 'none'."

it('names the numbers that have no unit, of the panel or their own', () => {
  expect(found(timeseriesPanel({ ...frame, overrides: { revenue: { unit: 'currencyUSD' } } }))).toEqual([
    { where: 'shop/Revenue', what: 'No unit is set for orders.', next },
  ])
  const pie = new PanelBuilder().title('Revenue').withTarget(queryTarget(query))
  expect(found(pie)[0]?.what).toBe('No unit is set for revenue, orders.')
})

it('reports a panel without any unit also when its query failed', () => {
  expect(found(statPanel(frame), failed('no such table'))).toEqual([
    { where: 'shop/Revenue', what: 'It has no unit.', next },
  ])
})

it('is silent about a panel with a unit, or with one for every number that is shown', () => {
  expect(found(statPanel({ ...frame, unit: 'currencyUSD' }))).toEqual([])
  const both = { revenue: { unit: 'currencyUSD' }, orders: { unit: 'short' } } as const
  expect(found(timeseriesPanel({ ...frame, overrides: both }))).toEqual([])
  const hidden = timeseriesPanel({
    ...frame,
    overrides: { revenue: { unit: 'currencyUSD' } },
    transformations: [{ hide: ['orders'] }],
  })
  expect(found(hidden)).toEqual([])
})

it('is silent where the units go by a pattern, and about tables', () => {
  const byPattern = new PanelBuilder()
    .title('Revenue')
    .withTarget(queryTarget(query))
    .overrideByRegexp('.*', [{ id: 'unit', value: 'short' }])
  expect(found(byPattern)).toEqual([])
  expect(found(tablePanel(frame))).toEqual([])
})

it('is silent where some series have a unit and all are named by a text column', () => {
  const named = returned({ time: 'time', tier: 'string', revenue: 'number' })
  const panel = timeseriesPanel({
    ...frame,
    sdk: (built) => built.overrideByName('gold', [{ id: 'unit', value: 'short' }]),
  })
  expect(found(panel, named)).toEqual([])
})

it('follows the fields through the transformations of Grafana', () => {
  const reduced = (unit: string) =>
    new PanelBuilder()
      .title('Revenue')
      .withTarget(queryTarget(query))
      .withTransformation({
        id: 'calculateField',
        options: {
          mode: 'binary',
          alias: 'Share',
          binary: { left: 'revenue', operator: '/', right: 'orders' },
          replaceFields: true,
        },
      })
      .overrideByName(unit, [{ id: 'unit', value: 'percentunit' }])
  expect(found(reduced('Share'))).toEqual([])
  expect(found(reduced('revenue'))[0]?.what).toBe('No unit is set for Share.')
})
