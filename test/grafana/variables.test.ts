import { CustomVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import {
  constantVariable,
  customVariable,
  dashboard,
  dataSourceVariable,
  from,
  intervalVariable,
  multiCustomVariable,
  multiQueryVariable,
  pieChartPanel,
  queryVariable,
  row,
  textBoxVariable,
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

  it('with All beside one value is a list in SQL, and All stands for its query', () => {
    const one = queryVariable('one', { ...about, query: choices, includeAll: true })
    expect(one.model).toMatchObject({ multi: false, includeAll: true, allValue: several.model.allValue })
    const rows = from(orders).selectFrom('orders').select('order_id')
    expect(compileQuery(rows.where('customer_id', 'in', one.values())).sql).toContain('in (${one:sqlstring})')
    const own = queryVariable('own', { ...about, query: choices, includeAll: true, allValue: "'a', 'b'" })
    expect(own.model.allValue).toBe("'a', 'b'")
  })

  it('says what is offered, in which order, and what is hidden', () => {
    const options = { regex: /^(?<text>shop-(?<value>.*))$/i, sort: 'naturalDesc', hide: 'label' } as const
    const shops = multiQueryVariable('shops', { ...about, query: choices, ...options })
    expect(shops.model).toMatchObject({ regex: '/^(?<text>shop-(?<value>.*))$/i', sort: 8, hide: 1 })
    expect(shops.model.allValue).toBeUndefined()
    expect(
      intervalVariable('x', { ...about, options: ['1d'], default: '1d', hide: 'variable' }).model.hide,
    ).toBe(2)
  })

  it('with numbers has texts beside them where they are given', () => {
    const days = customVariable('days', {
      ...about,
      options: [{ text: 'A week, seven days', value: 7 }, 30],
      default: 30,
    })
    expect(days.model).toMatchObject({
      query: 'A week\\, seven days : 7,30',
      current: { text: '30', value: '30' },
      options: [
        { text: 'A week, seven days', value: '7', selected: false },
        { value: '30', selected: true },
      ],
    })
    expect(compileQuery(days.value()).sql).toBe('${days:sqlstring}')
  })

  it('with fixed choices may have several of them, or all', () => {
    const tiers = multiCustomVariable('tiers', { ...about, options: ['beta', 'growth', 'elite'] })
    expect(tiers.model).toMatchObject({ multi: true, includeAll: true, current: { value: ['$__all'] } })
    const two = multiCustomVariable('two', { ...about, options: ['beta', 'growth'], default: ['growth'] })
    expect(two.model).toMatchObject({ current: { text: ['growth'], value: ['growth'] } })
    const one = customVariable('one', { ...about, options: ['beta', 'growth'], includeAll: true })
    expect(one.model).toMatchObject({ multi: false, includeAll: true, current: { value: '$__all' } })
    expect(compileQuery(one.values()).sql).toBe('(${one:sqlstring})')
  })

  it('that people type is a text, a number or a date of Postgres', () => {
    const search = textBoxVariable('search', about)
    expect(search.model).toMatchObject({ type: 'textbox', query: '', current: { value: '' } })
    expect(compileQuery(search.value()).sql).toBe('${search:sqlstring}')
    const least = textBoxVariable('least', { ...about, type: 'integer', default: 10 })
    expect(least.model).toMatchObject({ query: '10', current: { text: '10', value: '10' } })
    expect(compileQuery(least.value()).sql).toBe('${least:sqlstring}::integer')
    const since = textBoxVariable('since', { ...about, type: 'date', default: '2026-01-31' })
    expect(compileQuery(since.value()).sql).toBe('${since:sqlstring}::date')
  })

  it('that depends on another one asks with its value, for All too', () => {
    const query = choices.where('country', '=', customer.value())
    const dependent = multiQueryVariable('dependent', { ...about, query })
    expect(dependent.model.query).toContain('= ${customer:sqlstring}')
    expect(dependent.model.allValue).toContain('= ${customer:sqlstring}')
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

  it('may have variables of the foundation SDK, which queries and links name as others', () => {
    const custom = new CustomVariableBuilder('region').label('Region').values('eu,us')
    const definition = dashboard({
      uid: 'shop',
      ...about,
      title: 'Shop',
      variables: [customer, custom],
      rows: [row('Row', { panels: [] })],
    })
    expect(definition.variables.map(({ name, type }) => [name, type])).toEqual([
      ['customer', 'query'],
      ['region', 'custom'],
    ])
    const dataSource = { uid: 'x', name: 'x', plugin: 'postgres' } as const
    const project = { name: 'shop', folder: { uid: 'shop', title: 'Shop' }, dataSource }
    expect(buildDashboard(definition, project).templating.list).toMatchObject([
      { name: 'customer' },
      { name: 'region', label: 'Region', query: 'eu,us' },
    ])
  })

  it('names those it has, when another is used', () => {
    expect(build([period])).toThrow('use one it has: period.')
  })

  it('must have the variables that a title uses', () => {
    expect(build([customer], 'Orders in $region')).toThrow('uses the variable region')
  })
})
