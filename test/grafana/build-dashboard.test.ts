import { PanelBuilder as BarChartBuilder } from '@grafana/grafana-foundation-sdk/barchart'
import {
  annotation,
  dashboard,
  from,
  linksToTag,
  pieChartPanel,
  queryTarget,
  queryVariable,
  row,
  textPanel,
} from 'sightline'
import type { DashboardOptions } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { allPanels } from '../../toolkit/grafana/all-panels.ts'
import { buildDashboard } from '../../toolkit/grafana/build-dashboard.ts'
import { customers, orders } from '../define/shop.ts'

const about = { title: 'Title', description: 'Only for a test.' }
const size = { width: 12, height: 8 }
const query = from(orders).selectFrom('orders').select(['status', 'amount_cents'])
const panel = (title: string) => pieChartPanel({ title, description: 'Only for a test.', size, query })
const dataSource = { uid: 'shop-postgres', name: 'Shop', plugin: 'grafana-postgresql-datasource' } as const
const project = { name: 'shop', folder: { uid: 'shop-dev', title: 'Shop' }, dataSource }
const reference = { type: 'grafana-postgresql-datasource', uid: 'shop-postgres' }

function build(options: Partial<DashboardOptions>) {
  return buildDashboard(dashboard({ uid: 'shop', ...about, rows: [], ...options }), project)
}

const panelsOf = (json: ReturnType<typeof build>) => [...allPanels(json.panels ?? [])]

describe('a built dashboard', () => {
  it('is in the classic form, in UTC and not to be edited by hand', () => {
    expect(build({ tags: ['shop'] })).toMatchObject({
      uid: 'shop',
      title: 'Title',
      tags: ['shop', 'sightline:shop'],
      schemaVersion: 39,
      timezone: 'utc',
      editable: false,
      time: { from: 'now-6h', to: 'now' },
    })
  })

  it('shows times in its own time zone, or else in that of the project', () => {
    expect(build({ timeZone: 'Europe/Oslo' }).timezone).toBe('Europe/Oslo')
    const page = dashboard({ uid: 'shop', ...about, rows: [] })
    expect(buildDashboard(page, { ...project, timeZone: 'Asia/Tokyo' }).timezone).toBe('Asia/Tokyo')
    expect(() => build({ timeZone: 'Oslo' })).toThrow('This is not a time zone.')
  })

  it('asks again as often as it says, and not at all when off', () => {
    expect(build({ refresh: '30s' }).refresh).toBe('30s')
    expect(build({ refresh: 'off' })).not.toHaveProperty('refresh')
  })

  it('numbers rows and panels, each number once', () => {
    const rows = [row('One', { panels: [panel('a'), panel('b')] }), row('Two', { panels: [panel('c')] })]
    const { panels = [] } = build({ rows })
    expect(panels.map(({ id, title }) => [id, title])).toEqual([
      [1, 'One'],
      [2, 'a'],
      [3, 'b'],
      [4, 'Two'],
      [5, 'c'],
    ])
  })

  it('places rows below each other', () => {
    const rows = [row('One', { panels: [panel('a')] }), row('Two', { panels: [panel('b')] })]
    expect((build({ rows }).panels ?? []).map(({ gridPos }) => gridPos)).toEqual([
      { x: 0, y: 0, w: 24, h: 1 },
      { x: 0, y: 1, w: 12, h: 8 },
      { x: 0, y: 9, w: 24, h: 1 },
      { x: 0, y: 10, w: 12, h: 8 },
    ])
  })

  it('keeps the panels of a folded row inside it and draws the next row right below', () => {
    const rows = [
      row('Folded', { collapsed: true, panels: [panel('a'), panel('b')] }),
      row('Open', { panels: [panel('c')] }),
    ]
    const json = build({ rows })
    expect(json.panels).toHaveLength(3)
    expect(json.panels?.[0]).toMatchObject({
      collapsed: true,
      gridPos: { y: 0 },
      panels: [
        { id: 2, title: 'a', gridPos: { x: 0, y: 1 } },
        { id: 3, title: 'b', gridPos: { x: 12, y: 1 } },
      ],
    })
    expect(json.panels?.[1]).toMatchObject({ id: 4, title: 'Open', gridPos: { y: 1 } })
    expect(panelsOf(json).map(({ title }) => title)).toEqual(['a', 'b', 'c'])
  })

  it('fills in the data source of every panel, target, variable and annotation', () => {
    const choices = from(customers)
      .selectFrom('customers')
      .select(['customer_id as __value', 'name as __text'])
    const marks = from(orders).selectFrom('orders').select(['placed_at as time', 'status as text'])
    const json = build({
      rows: [row('Row', { panels: [panel('a')] })],
      variables: [queryVariable('customer', { label: 'Customer', description: 'Whose.', query: choices })],
      annotations: [annotation('Orders', { color: 'blue', query: marks })],
    })
    expect(panelsOf(json)).toMatchObject([{ datasource: reference, targets: [{ datasource: reference }] }])
    expect(json.templating.list).toMatchObject([{ name: 'customer', datasource: reference }])
    expect(json.annotations.list).toMatchObject([
      { builtIn: 1 },
      { name: 'Releases' },
      { name: 'Orders', datasource: reference, target: { datasource: reference, refId: 'Anno' } },
    ])
  })

  it('shows the releases of its project and folder on its graphs', () => {
    const [, releases] = build({}).annotations.list ?? []
    expect(JSON.parse(JSON.stringify(releases))).toEqual({
      name: 'Releases',
      datasource: { type: 'grafana', uid: '-- Grafana --' },
      enable: true,
      hide: false,
      iconColor: 'super-light-blue',
      target: { type: 'tags', tags: ['sightline', 'shop', 'folder:shop-dev'], matchAny: false, limit: 100 },
    })
  })

  it('gives a panel without a query no data source', () => {
    const words = textPanel({ ...about, markdown: 'Words' })
    expect(panelsOf(build({ rows: [row('Row', { panels: [words] })] }))[0]).not.toHaveProperty('datasource')
  })

  it('takes a panel of the foundation SDK and lets it flow with the others', () => {
    const foreign = new BarChartBuilder()
      .title('foreign')
      .gridPos({ w: 6, h: 8, x: 0, y: 0 })
      .withTarget(queryTarget(query))
    const [, built] = panelsOf(build({ rows: [row('Row', { panels: [panel('a'), foreign] })] }))
    expect(built).toMatchObject({ type: 'barchart', gridPos: { x: 12, y: 1 }, datasource: reference })
  })

  it('may share a panel with another dashboard without sharing its number, place or data source', () => {
    const shared = panel('shared')
    const one = build({ uid: 'one', rows: [row('Row', { panels: [shared] })] })
    const two = buildDashboard(
      dashboard({ uid: 'two', ...about, rows: [row('Row', { panels: [panel('before'), shared] })] }),
      { ...project, dataSource: { ...dataSource, uid: 'other' } },
    )
    expect(panelsOf(one)[0]).toMatchObject({ id: 2, gridPos: { x: 0 }, datasource: { uid: 'shop-postgres' } })
    expect(panelsOf(two)[1]).toMatchObject({ id: 3, gridPos: { x: 12 }, datasource: { uid: 'other' } })
    expect(panelsOf(one)[0]?.targets).toMatchObject([{ datasource: { uid: 'shop-postgres' } }])
  })

  it('is the same when built again', () => {
    const rows = [row('Row', { panels: [panel('a')] })]
    expect(JSON.stringify(build({ rows }))).toBe(JSON.stringify(build({ rows })))
  })

  it('links to the dashboards of a tag and keeps the time', () => {
    expect(build({ links: [linksToTag('Shop', 'shop')] }).links).toMatchObject([
      { title: 'Shop', type: 'dashboards', tags: ['shop'], asDropdown: false, keepTime: true },
    ])
  })
})
