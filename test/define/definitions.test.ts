import { sql } from 'kysely'
import {
  defineProject,
  desc,
  from,
  materializedView,
  schedule,
  sourceIndex,
  sqlFunction,
  view,
} from 'sightline'
import { bigint, date, integer, jsonb, numeric, text } from 'sightline/columns'
import { compileQuery, definitionSite, SightlineError } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { customers, customerTotals, dailyOrders, orders, refreshTotals } from './shop.ts'

const description = 'Only for a test.'
const query = from(orders).selectFrom('orders').select(['order_id', 'status'])

describe('a column', () => {
  it.each([
    [text(), 'text'],
    [integer(), 'integer'],
    [bigint(), 'bigint'],
    [numeric(), 'numeric'],
    [numeric(12, 2), 'numeric(12,2)'],
    [numeric(5), 'numeric(5,0)'],
    [date(), 'date'],
    [jsonb(), 'jsonb'],
  ])('has its type in Postgres: %#', (column, type) => {
    expect(column.shape.type).toBe(type)
  })

  it('is not null, not unique and without default unless it says so', () => {
    expect(text().shape).toEqual({
      type: 'text',
      nullable: false,
      primaryKey: false,
      unique: false,
      identity: undefined,
      generatedAs: undefined,
      default: undefined,
      check: undefined,
      references: undefined,
      zone: undefined,
      types: [],
    })
  })

  it('adds what is said of it, and leaves the column it came from alone', () => {
    const plain = bigint()
    const shape = plain.nullable().unique().default('0').references('users').shape
    expect(shape).toMatchObject({
      nullable: true,
      unique: true,
      default: '0',
      references: { table: 'users' },
    })
    expect(plain.shape).toMatchObject({ nullable: false, unique: false, default: undefined })
    expect(plain.primaryKey().generated().shape).toMatchObject({ primaryKey: true, identity: 'always' })
  })
})

describe('a definition', () => {
  it('knows where it was written', () => {
    expect(definitionSite(view('here', { description, query, grain: [] }))).toMatch(
      /^test\/define\/definitions\.test\.ts:\d+$/,
    )
    expect(definitionSite(dailyOrders)).toMatch(/^test\/define\/shop\.ts:\d+$/)
  })

  it('that the toolkit did not make has no place', () => {
    expect(definitionSite({ kind: 'view' })).toBeUndefined()
  })

  it('keeps its kind, name and grain', () => {
    expect(dailyOrders).toMatchObject({ kind: 'view', name: 'analytics.daily_orders', grain: ['day'] })
    expect(customerTotals).toMatchObject({ kind: 'materialized view', grain: ['customer_id'], indexes: [] })
    expect(customers).toMatchObject({ kind: 'source', primaryKey: [] })
  })

  it('without column descriptions has none', () => {
    expect(view('plain', { description, query, grain: [] }).columnDescriptions).toEqual({})
    expect(materializedView('plain', { description, query, grain: ['order_id'] }).columnDescriptions).toEqual(
      {},
    )
  })
})

describe('an index on a source', () => {
  it('is not unique and covers all rows unless it says so', () => {
    const index = sourceIndex('by_status', {
      description,
      on: orders,
      columns: ['status', desc('placed_at')],
    })
    expect(index).toMatchObject({ on: orders, unique: false, where: undefined })
    expect(index.columns).toEqual(['status', { column: 'placed_at', direction: 'desc' }])
  })

  it('keeps its predicate as an expression', () => {
    const index = sourceIndex('paid', {
      description,
      on: orders,
      columns: ['order_id'],
      where: (eb) => eb('status', '=', 'paid'),
    })
    expect(index.where && compileQuery(index.where).sql).toBe(`status = 'paid'`)
  })
})

describe('a schedule', () => {
  const commandOf = (run: Parameters<typeof schedule>[1]['run']) =>
    compileQuery(schedule('job', { description, cron: '0 * * * *', run }).command).sql

  it('calls a function by its whole name', () => {
    expect(commandOf(refreshTotals)).toBe('select public.refresh_totals()')
    const purge = sqlFunction('ops.Purge', {
      description,
      returns: 'void',
      language: 'sql',
      body: sql`select 1`,
    })
    expect(commandOf(purge)).toBe('select ops."Purge"()')
  })

  it('takes a statement as it is', () => {
    expect(commandOf(sql`delete from log where at < now()`)).toBe('delete from log where at < now()')
  })
})

describe('a project', () => {
  const minimal = { name: 'shop', version: '1.0.0', folder: { uid: 'shop', title: 'Shop' }, definitions: [] }
  const sample = async () => {}

  it('names its data source after itself', () => {
    expect(defineProject({ ...minimal, sample }).dataSource).toEqual({
      uid: 'shop-postgres',
      name: 'shop Postgres',
      plugin: 'grafana-postgresql-datasource',
    })
  })

  it('may name a part of it otherwise', () => {
    const { dataSource } = defineProject({ ...minimal, sample, dataSource: { plugin: 'postgres' } })
    expect(dataSource).toMatchObject({ uid: 'shop-postgres', plugin: 'postgres' })
  })

  it('excludes nothing and allows a query half a second unless it says so', () => {
    expect(defineProject({ ...minimal, sample })).toMatchObject({ exclusions: [], slowQueryBudget: 500 })
    const exclude = [{ rule: 'slow', where: 'shop/Orders', reason: 'Once a day.' }]
    const check = { exclude, slowQueryBudget: 900 }
    expect(defineProject({ ...minimal, sample, check })).toMatchObject({
      exclusions: exclude,
      slowQueryBudget: 900,
    })
  })
})

describe('SightlineError', () => {
  it('says what happened, with which value, where, and what to do next', () => {
    const error = new SightlineError({
      code: 'invalid-name',
      what: 'It broke.',
      value: '7',
      where: 'a.ts:1',
      next: 'Mend it.',
    })
    expect(error.message).toMatchInlineSnapshot(`
      "It broke.
        value: 7
        where: a.ts:1
        next:  Mend it."
    `)
  })

  it('leaves out what is not known', () => {
    expect(
      new SightlineError({ code: 'invalid-name', what: 'It broke.', next: 'Mend it.' }).message,
    ).toMatchInlineSnapshot(`
      "It broke.
        next:  Mend it."
    `)
  })

  it('keeps its parts and its cause', () => {
    const problem = { code: 'invalid-name', what: 'It broke.', next: 'Mend it.' } as const
    const cause = new Error('below')
    const error = new SightlineError(problem, { cause })
    expect(error).toMatchObject({ name: 'SightlineError', problem, cause })
  })
})
