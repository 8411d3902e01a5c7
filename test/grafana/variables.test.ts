import {
  constantVariable,
  customVariable,
  dashboard,
  dataSourceVariable,
  from,
  intervalVariable,
  multiQueryVariable,
  pieChartPanel,
  queryVariable,
  row,
  timeFilter,
} from 'sightline'
import { compileQuery } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { buildDashboard } from '../../toolkit/grafana/build-dashboard.ts'
import { requireOptions } from '../../toolkit/grafana/require-options.ts'
import { requireVariables } from '../../toolkit/grafana/require-variables.ts'
import { customers, orders } from '../define/shop.ts'

const about = { label: 'Label', description: 'Only for a test.' }
const choices = from(customers).selectFrom('customers').select(['customer_id as __value', 'name as __text'])
const customer = queryVariable('customer', { ...about, query: choices })
const several = multiQueryVariable('several', { ...about, query: choices })
const period = intervalVariable('period', { ...about, options: ['7d', '30d'], default: '30d' })
const tier = customVariable('tier', { ...about, options: ['beta', 'a,b'], default: 'a,b' })

describe('a variable in a query', () => {
  const rows = from(orders).selectFrom('orders').select('order_id')

  it('is escaped by Grafana and brings its own quotes', () => {
    expect(compileQuery(rows.where('customer_id', '=', customer.value())).sql).toContain(
      'where customer_id = ${customer:sqlstring}',
    )
    expect(compileQuery(rows.where('status', '=', tier.value())).sql).toContain('= ${tier:sqlstring}')
  })

  it('with several values is a list', () => {
    expect(compileQuery(rows.where('customer_id', 'in', several.values())).sql).toContain(
      'where customer_id in (${several:sqlstring})',
    )
  })

  it('with a length of time is an interval', () => {
    expect(compileQuery(period.interval()).sql).toBe('${period:sqlstring}::interval')
  })
})

describe('the model of a variable', () => {
  it('from a query asks it whenever the dashboard is opened', () => {
    expect(customer.model).toMatchObject({
      type: 'query',
      name: 'customer',
      label: 'Label',
      multi: false,
      refresh: 1,
    })
    expect(customer.model.query).toMatchInlineSnapshot(`
      "select __value::text as __value, __text
      from (
        select
          customer_id as __value,
          name as __text
        from public.customers
      ) as choices
      where __value is not null"
    `)
    expect([...customer.relations]).toEqual(['customers'])
  })

  it('with several values offers all of them', () => {
    expect(several.model).toMatchObject({ type: 'query', multi: true, includeAll: true })
  })

  it('with several values stands for its query where all are chosen, so that no list is empty', () => {
    expect(several.model.allValue).toMatchInlineSnapshot(`
      "select __value from (
        select
          customer_id as __value,
          name as __text
        from public.customers
      ) as choices where __value is not null"
    `)
  })

  it('follows the time range where its query does', () => {
    const recent = from(orders)
      .selectFrom('orders')
      .select(['order_id as __value', 'status as __text'])
      .where((eb) => timeFilter(eb.ref('placed_at')))
    expect(queryVariable('recent', { ...about, query: recent }).model.refresh).toBe(2)
  })

  it('with fixed choices has its default chosen, and escapes commas', () => {
    expect(tier.model).toMatchObject({
      type: 'custom',
      query: 'beta,a\\,b',
      current: { value: 'a,b' },
      options: [
        { value: 'beta', selected: false },
        { value: 'a,b', selected: true },
      ],
    })
  })

  it('with lengths of time has its default chosen', () => {
    expect(period.model).toMatchObject({ type: 'interval', query: '7d,30d', current: { value: '30d' } })
  })

  it('with a constant holds it', () => {
    const region = constantVariable('region', { description: 'Where.', value: 'eu' })
    expect(region.model).toMatchObject({ type: 'constant', query: 'eu' })
  })

  it('for the data source offers those of its plugin', () => {
    expect(dataSourceVariable('source', about).model).toMatchObject({
      type: 'datasource',
      query: 'grafana-postgresql-datasource',
    })
  })
})

describe('a dashboard', () => {
  const query = from(orders)
    .selectFrom('orders')
    .select('amount_cents')
    .where('customer_id', '=', customer.value())
  const build = (variables: readonly (typeof customer | typeof period)[], title = 'Panel') => {
    const panel = pieChartPanel({ title, description: 'Only for a test.', query })
    const definition = dashboard({
      uid: 'shop',
      ...about,
      title: 'Shop',
      variables,
      rows: [row('Row', { panels: [panel] })],
    })
    const dataSource = { uid: 'x', name: 'x', plugin: 'postgres' } as const
    const project = { name: 'shop', folder: { uid: 'shop', title: 'Shop' }, dataSource }
    return () => requireVariables(definition, buildDashboard(definition, project))
  }

  it('may use the variables that it has', () => {
    expect(build([customer, period], 'Orders of $customer')).not.toThrow()
  })

  it('must have the variables that a query uses', () => {
    expect(build([])).toThrow(/The panel "Panel" of the dashboard shop uses the variable customer/)
    expect(build([])).toThrow('value: ${customer:sqlstring}')
    expect(build([])).toThrow(/where: test\/grafana\/variables\.test\.ts:\d+/)
  })

  it.each(['1 : 2', ' padded ', '', 'ends\\', 'of $customer', '${__from}'])(
    'has no option that Grafana would read as something else: %j',
    (option) => {
      const odd = customVariable('odd', { ...about, options: ['a', option, 'b'], default: 'a' })
      const definition = dashboard({
        uid: 'shop',
        ...about,
        title: 'Shop',
        variables: [customer, odd],
        rows: [],
      })
      expect(() => requireOptions(definition)).toThrow(`value: ${JSON.stringify(option)}`)
    },
  )

  it('may have options with commas, quotes, colons and dollars', () => {
    const options = ['a,b', "O'Reilly", 'back\\slash', '1:2', '$5', 'of $nobody', 'é 😀']
    const odd = customVariable('odd', { ...about, options, default: 'a,b' })
    const definition = dashboard({ uid: 'shop', ...about, title: 'Shop', variables: [odd], rows: [] })
    expect(() => requireOptions(definition)).not.toThrow()
  })

  it('names those it has, when another is used', () => {
    expect(build([period])).toThrow('use one it has: period.')
  })

  it('must have the variables that a title uses', () => {
    expect(build([customer], 'Orders in $region')).toThrow('uses the variable region')
  })
})
