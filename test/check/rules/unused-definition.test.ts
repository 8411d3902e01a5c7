import {
  alertRule,
  below,
  contactPoint,
  type Definition,
  messageTemplate,
  muteTiming,
  source,
  sql,
  sqlFunction,
  table,
  tablePanel,
} from 'sightline'
import { integer } from 'sightline/columns'
import { event, field } from 'sightline/events'
import { email } from 'sightline/integrations'
import { expect, it } from 'vitest'
import { unusedDefinition } from '../../../toolkit/check/rules/unused-definition.ts'
import { contextOf, findings, fromOrders, sales, shop } from './context.ts'

const description = 'For a test.'
const panel = tablePanel({ title: 'Orders', description, query: fromOrders().select('order_id') })
const rule = alertRule('Few', {
  uid: 'few',
  description,
  summary: 'Few.',
  query: fromOrders().select((eb) => eb.fn.countAll().as('n')),
  value: 'n',
  condition: below(1),
  every: '1m',
  for: '0s',
  severity: 'info',
  noData: 'OK',
  onError: 'Error',
  contactPoint: sales,
})
const names = (definitions: readonly Definition[], filled: readonly string[] = []) =>
  findings(unusedDefinition, contextOf(definitions, { filled })).map(({ where }) => where)

it('reports what is listed and nothing refers to, of every kind that is there for others', () => {
  const unused = [
    source('alone', { description, columns: { id: integer() } }),
    table('log', { description, columns: { id: integer() } }),
    sqlFunction('twice', {
      description,
      parameters: 'n int',
      returns: 'int',
      language: 'sql',
      volatility: 'immutable',
      body: sql`select n * 2`,
    }),
    contactPoint('nobody', { description, integrations: [email({ to: ['nobody@example.com'] })] }),
    messageTemplate('unsaid', { description, body: 'x' }),
    muteTiming('never', { description, intervals: [{ weekdays: ['sunday'] }] }),
    event('seen', {
      description,
      version: 1,
      fields: { id: field.text('Who.'), at: field.time('When.') },
      shardBy: 'id',
      time: 'at',
    }),
  ]
  expect(names([shop(panel), rule, ...unused])).toEqual(unused.map(({ name }) => name))
})

it('says what to do, at the place of the definition', () => {
  const context = contextOf([shop(panel), rule, source('alone', { description, columns: { id: integer() } })])
  expect(findings(unusedDefinition, context)).toEqual([
    {
      where: 'alone',
      what: 'Nothing in the project refers to this source.',
      next: 'Refer to it somewhere, or remove it from the definitions of the project.',
    },
  ])
})

it('takes the rows of the sample, a foreign key and a text of SQL for references', () => {
  const filled = source('filled', { description, columns: { id: integer() } })
  const owner = source('owner', { description, columns: { id: integer().primaryKey() } })
  const owned = source('owned', { description, columns: { owner_id: integer().references('owner') } })
  const texted = source('texted', { description, columns: { id: integer() } })
  const byText = tablePanel({ title: 'Text', description, query: sql<{ id: number }>`select id from texted` })
  expect(names([shop(panel, byText), rule, filled, owner, owned, texted], ['filled', 'owned'])).toEqual([])
})

it('does not take a key of a table to itself for a reference', () => {
  const tree = source('tree', {
    description,
    columns: { id: integer().primaryKey(), parent_id: integer().references('tree') },
  })
  expect(names([shop(panel), rule, tree])).toEqual(['tree'])
})

it('has nothing to say of dashboards, alerts and schedules, to which nothing has to refer', () => {
  expect(names([shop(panel), rule])).toEqual([])
})
