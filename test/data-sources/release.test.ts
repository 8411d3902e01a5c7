import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table'
import { dashboard, defineProject, queryTarget, row, rows, tablePanel, view } from 'sightline'
import { integer } from 'sightline/columns'
import { dataSource } from 'sightline/data-sources'
import {
  buildRelease,
  desiredGrafana,
  desiredState,
  GrafanaApi,
  grafanaStatus,
  projectIn,
  pushGrafana,
} from 'sightline/engine'
import { pictureOf, report } from 'sightline/reports'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { withReferences } from '../../toolkit/define/with-references.ts'
import { environment } from '../grafana-api/small-project.ts'
import { grafanaServer } from '../support/grafana/grafana-server.ts'
import { invoices, ordered, orders, sales, shop, warehouse } from './warehouse-shop.ts'

const release = buildRelease(shop)
const [json] = release.dashboards.map((one) => one.json)

const ofWarehouse = {
  SIGHTLINE_WAREHOUSE_HOST: 'warehouse.example.com:5432',
  SIGHTLINE_WAREHOUSE_USER: 'shop_reader',
  SIGHTLINE_WAREHOUSE_DATABASE: 'finance',
  SIGHTLINE_WAREHOUSE_SSLMODE: 'verify-full',
  SIGHTLINE_WAREHOUSE_PASSWORD: 'a secret of finance',
}

describe('what reads another database asks it through a data source of its own', () => {
  it('in the dashboard, with its variables and annotations', () => {
    const panels = json?.panels?.map((panel) => [panel.title, 'datasource' in panel && panel.datasource?.uid])
    expect(panels).toEqual([
      ['Both', false],
      ['Ordered', 'shop-postgres'],
      ['Billed', 'shop-warehouse'],
    ])
    expect(json?.templating.list?.map(({ datasource }) => datasource?.uid)).toEqual(['shop-warehouse'])
    const marks = json?.annotations.list?.find(({ name }) => name === 'Runs')
    expect([marks?.datasource?.uid, marks?.target]).toMatchObject([
      'shop-warehouse',
      { datasource: { uid: 'shop-warehouse' } },
    ])
  })

  it('in the rules and the data sources of the files that Grafana reads', () => {
    const file = (name: string) => parse(release.files.find(({ path }) => path.endsWith(name))?.content ?? '')
    const [rule] = file('alerting/rules.yaml').groups[0].rules
    expect(rule.data[0]).toMatchObject({
      datasourceUid: 'shop-warehouse',
      model: { datasource: { uid: 'shop-warehouse' } },
    })
    const [, other] = file('datasources/sightline.yaml').datasources
    expect(other).toMatchObject({
      uid: 'shop-warehouse',
      name: 'shop warehouse',
      url: '$SIGHTLINE_WAREHOUSE_HOST',
      user: '$SIGHTLINE_WAREHOUSE_USER',
      secureJsonData: { password: '$SIGHTLINE_WAREHOUSE_PASSWORD' },
      jsonData: { database: '$SIGHTLINE_WAREHOUSE_DATABASE', sslmode: '$SIGHTLINE_WAREHOUSE_SSLMODE' },
    })
  })

  it('pushed, once the environment says how to reach it, and status sees both', async () => {
    const server = await grafanaServer()
    const api = new GrafanaApi({ url: server.url, token: 'admin-token' })
    const desired = desiredGrafana(release)
    await expect(pushGrafana(api, desired, { environment })).rejects.toThrow('SIGHTLINE_WAREHOUSE_HOST')
    expect(server.writes).toEqual([])
    await pushGrafana(api, desired, { environment: { ...environment, ...ofWarehouse } })
    expect(server.state.dataSources.get('shop-warehouse')).toMatchObject({
      url: 'warehouse.example.com:5432',
      user: 'shop_reader',
      database: 'finance',
    })
    expect((await grafanaStatus(api, desired)).differences).toEqual([])
    server.state.dataSources.delete('shop-warehouse')
    expect((await grafanaStatus(api, desired)).differences).toMatchObject([
      { kind: 'data source', uid: 'shop-warehouse', state: 'missing' },
    ])
  })

  it('also where an engineer has a schema of their own', () => {
    const own = buildRelease(projectIn(shop, 'ana'))
    expect(JSON.stringify(own.dashboards[0]?.json)).toContain('"uid":"shop-warehouse"')
    expect(desiredGrafana(own).ruleGroups[0]?.rules[0]?.json).toMatchObject({
      data: [{ datasourceUid: 'shop-warehouse' }, {}, {}],
    })
  })
})

it('of the database that is deployed to nothing of another is wanted', () => {
  const { queries, sources } = desiredState(release)
  expect(queries.map(({ where }) => where)).toEqual(['shop-sales/Ordered'])
  expect(sources.map(({ name }) => name)).toEqual(['orders'])
})

it('a panel whose queries ask two data sources says so as Grafana does', () => {
  const both = new PanelBuilder()
    .title('Both')
    .withTarget(queryTarget(rows(orders).select('order_id')))
    .withTarget(queryTarget(rows(invoices).select('invoice_id'), 'table', 'B'))
  const page = dashboard({
    uid: 'both',
    title: 'Both',
    description: 'Both.',
    rows: [row('Both', { panels: [both] })],
  })
  const built = buildRelease(defineProject({ ...options, definitions: [page] })).dashboards[0]?.json
  expect(built?.panels?.[1]).toMatchObject({
    datasource: { type: 'datasource', uid: '-- Mixed --' },
    targets: [{ datasource: { uid: 'shop-postgres' } }, { datasource: { uid: 'shop-warehouse' } }],
  })
})

const { name, version, folder } = shop
const options = { name, version, folder, sample: async () => {} }
const build =
  (...definitions: Parameters<typeof withReferences>[0]) =>
  () =>
    buildRelease(defineProject({ ...options, definitions }))

describe('what a data source cannot answer is refused by name', () => {
  it('a query of a panel that reads two databases, one of them inside', () => {
    const inside = tablePanel({
      title: 'Inside',
      description: 'Orders that were billed.',
      query: rows(orders).where('order_id', 'in', rows(invoices).select('invoice_id')).select('country'),
    })
    const page = dashboard({
      uid: 'inside',
      title: 'Inside',
      description: 'One.',
      rows: [row('One', { panels: [inside] })],
    })
    expect(build(page)).toThrow('A query of the dashboard inside reads two databases')
  })

  it('a view, which would be created where its rows are not', () => {
    const billed = view('analytics.billed', {
      description: 'Billed.',
      grain: ['invoice_id'],
      columns: { invoice_id: 'The invoice.' },
      query: rows(invoices).select('invoice_id'),
    })
    expect(build(billed)).toThrow(
      'The view analytics.billed reads finance.invoices, which is in the database warehouse',
    )
  })

  it('a report that draws one of its panels', () => {
    const daily = (...panels: (typeof ordered)[]) =>
      report('daily', {
        title: 'Daily',
        description: 'What was ordered.',
        schedule: { every: 'day', at: '08:00' },
        timeZone: 'UTC',
        recipients: ['a@example.com'],
        sections: [pictureOf(sales, panels.length > 0 ? { panels } : {})],
      })
    expect(build(daily())).toThrow('draws a panel of shop-sales that reads another database')
    expect(build(daily(ordered))).not.toThrow()
  })

  it('a name that variables of the environment cannot be called after, or that is taken', () => {
    expect(() => dataSource('The Warehouse')).toThrow('The data source The Warehouse cannot have this name')
    expect(() => dataSource('replica')).toThrow('none of postgres, replica')
  })

  it('two databases of one name, and an environment that names one of which nothing is read', () => {
    const again = dataSource('warehouse', { uid: 'other' }).source('again', {
      description: 'Again.',
      columns: { id: integer() },
    })
    expect(build(sales, again)).toThrow('The data source warehouse is defined twice')
    const wrong = { ...shop, environments: { dev: { dataSources: { mart: {} } } } }
    expect(() => projectIn(wrong, 'dev')).toThrow('names a data source of which the project reads nothing')
    expect(warehouse.name).toBe('warehouse')
  })
})
