import { sql } from 'kysely'
import {
  annotation,
  dashboard,
  from,
  materializedView,
  pieChartPanel,
  queryVariable,
  row,
  table,
  view,
} from 'sightline'
import { text } from 'sightline/columns'
import { dataCheck } from 'sightline/data-checks'
import { describe, expect, it } from 'vitest'
import { customers, orders } from '../define/shop.ts'
import { refusalOf } from './shop-release.ts'

const description = 'Only for a test.'

/** SQL that names a table, and was given no definition of it. */
const byName = sql<{ status: string }>`select status from ${sql.table('orders')}`

const written = (name: string, text: string) =>
  view(name, { description, grain: [], query: sql<{ n: number }>`${sql.raw(text)}` })

describe('a build refuses', () => {
  it('views that read each other', () => {
    const [a, b, c] = [
      written('a', 'select n from b'),
      written('b', 'select n from c'),
      written('c', 'select n from a'),
    ]
    expect(refusalOf([a, b, c])).toMatchInlineSnapshot(`
      "a reads itself, by way of 2 others.
        value: a → b → c → a
        where: test/release/refusals.test.ts:0
        next:  Break the circle: move what both need into a view of its own."
    `)
  })

  it('two views that read each other', () => {
    expect(refusalOf([written('a', 'select n from b'), written('b', 'select n from a')])).toContain(
      'a reads itself, by way of 1 other.',
    )
  })

  it('two definitions of one name', () => {
    const same = table('customers', { description, columns: { id: text() } })
    expect(refusalOf([customers, same])).toMatchInlineSnapshot(`
      "Two definitions have the name customers: a source and a table.
        value: customers
        where: test/define/shop.ts:0 and test/release/refusals.test.ts:0
        next:  Give each definition its own name, and list it once."
    `)
  })

  it('a definition that is listed twice', () => {
    expect(refusalOf([customers, customers])).toMatchInlineSnapshot(`
      "The source customers is listed twice.
        value: customers
        where: test/define/shop.ts:0
        next:  Give each definition its own name, and list it once."
    `)
  })

  it('a view that names a table of which no definition is at hand', () => {
    expect(
      refusalOf([view('analytics.states', { description, grain: [], query: byName })]),
    ).toMatchInlineSnapshot(`
      "The view analytics.states reads orders, which the project does not list.
        value: orders
        where: test/release/refusals.test.ts:0
        next:  Add the definition of orders to \`definitions\` in sightline.config.ts, or correct the name."
    `)
  })

  it('a materialized view without a grain', () => {
    const query = from(orders).selectFrom('orders').select('status')
    const stored = materializedView('analytics.states', { description, grain: [], query })
    expect(refusalOf([orders, stored])).toMatchInlineSnapshot(`
      "The materialized view analytics.states has no grain, so it cannot be refreshed while people read it.
        value: grain: []
        where: test/release/refusals.test.ts:0
        next:  Name the columns that make a row unique in \`grain\`; each then is part of its unique index."
    `)
  })

  it('a variable that names a table of which no definition is at hand', () => {
    const query = sql<{ __value: string; __text: string }>`select 1 from ${sql.table('customers')}`
    const variables = [queryVariable('customer', { label: 'Customer', description, query })]
    const page = dashboard({ uid: 'page', title: 'Page', description, variables, rows: [] })
    expect(refusalOf([page])).toContain(
      'The dashboard page reads customers, which the project does not list.',
    )
  })

  it('a panel that names a table of which no definition is at hand, also in a folded row', () => {
    const panels = [pieChartPanel({ title: 'Pie', description, query: byName })]
    const rows = [row('Row', { collapsed: true, panels })]
    expect(refusalOf([dashboard({ uid: 'page', title: 'Page', description, rows })])).toContain(
      'The dashboard page reads orders, which the project does not list.',
    )
  })

  it('an annotation that names a table of which no definition is at hand', () => {
    const query = sql<{ time: Date; text: string }>`select 1 from ${sql.table('orders')}`
    const annotations = [annotation('Orders', { color: 'blue', query })]
    expect(
      refusalOf([dashboard({ uid: 'page', title: 'Page', description, annotations, rows: [] })]),
    ).toContain('The dashboard page reads orders, which the project does not list.')
  })

  it('a data check that names a table of which no definition is at hand', () => {
    expect(refusalOf([dataCheck('states', { description, remedy: 'Mend.', query: byName })])).toContain(
      'The data check states reads orders, which the project does not list.',
    )
  })

  it('a dashboard that uses a variable which it does not have', () => {
    const panel = pieChartPanel({
      title: 'Orders in $region',
      description,
      query: from(orders).selectFrom('orders').select('status'),
    })
    const page = dashboard({
      uid: 'page',
      title: 'Page',
      description,
      rows: [row('Row', { panels: [panel] })],
    })
    expect(refusalOf([orders, page])).toMatchInlineSnapshot(`
      "The panel "Orders in $region" of the dashboard page uses the variable region, which the dashboard does not have.
        value: $region
        where: test/release/refusals.test.ts:0
        next:  Add it to the dashboard's \`variables\`."
    `)
  })
})

describe('a build allows', () => {
  it('a dashboard, an alert and a view of the same name', () => {
    const same = view('page', {
      description,
      grain: [],
      query: from(orders).selectFrom('orders').select('status'),
    })
    const page = dashboard({ uid: 'page', title: 'Page', description, rows: [] })
    expect(refusalOf([orders, same, page])).toBe('not refused')
  })
})
