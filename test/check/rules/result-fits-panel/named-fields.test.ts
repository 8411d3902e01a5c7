import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table'
import { SeriesMapping, PanelBuilder as XyChartBuilder } from '@grafana/grafana-foundation-sdk/xychart'
import { sql } from 'kysely'
import { queryTarget, tablePanel, timeseriesPanel, xyChartPanel } from 'sightline'
import { describe, expect, it } from 'vitest'
import { resultFitsPanel } from '../../../../toolkit/check/rules/result-fits-panel.ts'
import { type AnyPanel, contextOf, findings, returned, shop } from '../context.ts'

const query = sql<{ tier: string; revenue: number; orders: number }>`select 1`
const frame = { title: 'Revenue', description: 'Per tier.', query }
const usual = returned({ tier: 'string', revenue: 'number', orders: 'number' })
const found = (panel: AnyPanel, result = usual) =>
  findings(resultFitsPanel, contextOf([shop(panel)], { results: { 'shop/Revenue': result } }))
const table = () => new PanelBuilder().title('Revenue').withTarget(queryTarget(query))
const where = 'shop/Revenue'
const next = 'Name a field that is there: tier, revenue, orders.'

describe('an override', () => {
  it('of a field that the query does not return is reported with those it returns', () => {
    expect(found(table().overrideByName('revenu', [{ id: 'unit', value: 'short' }]))).toEqual([
      { where, what: 'An override names the field "revenu", which the query does not return.', next },
    ])
  })

  it('of a field, by its own name or a new one, is silent', () => {
    const overrides = { revenue: { displayName: 'Revenue' }, orders: { unit: 'short' } } as const
    const panel = tablePanel({
      ...frame,
      overrides,
      sdk: (built) => built.overrideByName('Revenue', [{ id: 'min', value: 0 }]),
    })
    expect(found(panel)).toEqual([])
    const renamed = table()
      .withTransformation({ id: 'organize', options: { renameByName: { orders: 'Number of orders' } } })
      .overrideByName('Number of orders', [])
    expect(found(renamed)).toEqual([])
    expect(found(tablePanel({ ...frame, overrides, transformations: [{ hide: ['orders'] }] }))).toEqual([])
  })

  it('by a pattern is silent', () => {
    expect(found(table().overrideByRegexp('nothing', []))).toEqual([])
  })

  it('of a series that a text column names is silent', () => {
    const series = sql<{ time: Date; tier: string; revenue: number }>`select 1`
    const panel = timeseriesPanel({
      ...frame,
      query: series,
      sdk: (built) => built.overrideByName('gold', []),
    })
    expect(found(panel, returned({ time: 'time', tier: 'string', revenue: 'number' }))).toEqual([])
    expect(found(panel, returned({ time: 'time', revenue: 'number' }))).toHaveLength(1)
  })

  it('of a field that a transformation makes is silent', () => {
    const panel = table().withTransformation({ id: 'calculateField', options: {} })
    expect(found(panel.overrideByName('Total', []))).toEqual([])
    const grouped = table().withTransformation({
      id: 'groupBy',
      options: {
        fields: {
          tier: { operation: 'groupby' },
          revenue: { operation: 'aggregate', aggregations: ['sum'] },
        },
      },
    })
    expect(found(grouped.overrideByName('revenue (sum)', []))).toEqual([])
    expect(found(grouped.overrideByName('orders (sum)', []))).toMatchObject([
      { next: 'Name a field that is there: tier, revenue (sum).' },
    ])
  })
})

describe('a transformation', () => {
  it('that names a field which is not there is reported', () => {
    const sorted = table().withTransformation({ id: 'sortBy', options: { sort: [{ field: 'day' }] } })
    expect(found(sorted)).toEqual([
      { where, what: 'The transformation sortBy names the field "day", which is not there.', next },
    ])
    const options = { excludeByName: { a: true, b: false }, indexByName: { c: 0 }, renameByName: { d: 'D' } }
    const organized = table().withTransformation({ id: 'organize', options })
    expect(found(organized).map(({ what }) => what)).toEqual(
      ['a', 'c', 'd'].map(
        (field) => `The transformation organize names the field "${field}", which is not there.`,
      ),
    )
  })

  it('that sorts by a field which an earlier one hides is reported', () => {
    const panel = tablePanel({ ...frame, transformations: [{ hide: ['orders'] }, { sortBy: 'orders' }] })
    expect(found(panel)).toEqual([
      {
        where,
        what: 'The transformation sortBy names the field "orders", which is not there.',
        next: 'Name a field that is there: tier, revenue.',
      },
    ])
  })

  it('of fields that are there, or that is switched off, is silent', () => {
    const transformations = [{ sortBy: 'orders' }, { order: ['orders', 'tier'] }, { limit: 3 }] as const
    expect(found(tablePanel({ ...frame, transformations }))).toEqual([])
    const options = { sort: [{ field: 'day' }] }
    expect(found(table().withTransformation({ id: 'sortBy', disabled: true, options }))).toEqual([])
  })
})

describe('a dimension of an xy chart', () => {
  const chart = xyChartPanel({
    ...frame,
    x: 'orders',
    y: 'revenue',
    pointSize: 'orders',
    pointColor: 'orders',
  })

  it('that is not there is reported', () => {
    expect(found(chart, returned({ tier: 'string', revenue: 'number', count: 'number' }))[0]).toEqual({
      where,
      what: 'The dimension x of the chart is the field "orders", which is not there.',
      next: 'Name a field that is there: tier, revenue, count.',
    })
  })

  it('that holds no numbers is reported', () => {
    expect(found(chart, returned({ tier: 'string', revenue: 'string', orders: 'number' }))).toEqual([
      {
        where,
        what: 'The dimension y of the chart is the field "revenue", which holds string, not numbers.',
        next: 'Name a numeric field, or cast this one in the query.',
      },
    ])
  })

  it('that colours by text is reported: Grafana gives all points one colour', () => {
    const coloured = xyChartPanel({ ...frame, x: 'orders', y: 'revenue', pointColor: 'orders' }).build()
    const result = returned({ revenue: 'number', orders: 'string' })
    expect(found({ build: () => coloured }, result).map(({ what }) => what)).toContain(
      'The dimension color of the chart is the field "orders", which holds string, not numbers.',
    )
  })

  it('of no frame is reported: Grafana shows "Err"', () => {
    const x = { matcher: { id: 'byName', options: 'orders' } }
    const own = new XyChartBuilder()
      .title('Revenue')
      .mapping(SeriesMapping.Manual)
      .series([{ build: () => ({ x, y: x }) }])
      .withTarget(queryTarget(query))
    expect(found(own)).toHaveLength(1)
  })

  it('that holds numbers is silent', () => {
    expect(found(chart)).toEqual([])
  })
})
