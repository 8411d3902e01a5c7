import { QueryVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { sql } from 'kysely'
import { dashboard, multiQueryVariable, queryVariable, row, tablePanel } from 'sightline'
import { expect, it } from 'vitest'
import { variableChoices } from '../../../toolkit/check/rules/variable-choices.ts'
import type { AnyVariable } from '../../../toolkit/define/variables/variable.ts'
import { contextOf, findings, fromOrders, returned } from './context.ts'

const about = { label: 'Status', description: 'Which orders.' }
const choices = fromOrders().select(['order_id as __value', 'status as __text'])

function shopWith(variable: AnyVariable, condition = sql<boolean>`true`) {
  const panel = tablePanel({
    title: 'Orders',
    description: 'Some orders.',
    query: fromOrders().select('amount').where(condition),
  })
  const rows = [row('Orders', { panels: [panel] })]
  return dashboard({ uid: 'shop', title: 'Shop', description: 'The shop.', variables: [variable], rows })
}

const typed = { __value: 'string', __text: 'string' } as const
const found = (rows: readonly Readonly<Record<string, unknown>>[]) => {
  const results = { 'shop/$order': returned(typed, rows) }
  const order = queryVariable('order', { ...about, query: choices })
  return findings(variableChoices, contextOf([shopWith(order)], { results }))
}

it('reports choices that have one text and different values', () => {
  const rows = [
    { __value: '1', __text: 'Ada' },
    { __value: '2', __text: 'Bob' },
    { __value: '3', __text: 'Ada' },
  ]
  expect(found(rows)).toEqual([
    {
      where: 'shop/$order',
      what: 'Several of its choices have the text "Ada", and Grafana before 12.4 offers only one of them.',
      next: 'Make the texts differ: put the value behind the name.',
    },
  ])
})

it('is silent about a choice that comes twice', () => {
  expect(
    found([
      { __value: '1', __text: 'Ada' },
      { __value: '1', __text: 'Ada' },
    ]),
  ).toEqual([])
})

it('reports a list that is empty where a variable has no choices', () => {
  const model = new QueryVariableBuilder('order').query('select 1').multi(true).includeAll(true).build()
  const order = { ...queryVariable('order', { ...about, query: choices }), model }
  const context = contextOf([shopWith(order, sql<boolean>`order_id in ($\{order:sqlstring})`)])
  expect(findings(variableChoices, context).map(({ what }) => what)).toEqual([
    '${order:sqlstring} is an empty list where the query of the variable returns nothing, and `in ()` is no SQL.',
  ])
})

it('is silent about a multiQueryVariable, whose All is its query', () => {
  const order = multiQueryVariable('order', { ...about, query: choices })
  const context = contextOf([shopWith(order, sql<boolean>`order_id in ${order.values()}`)])
  expect(findings(variableChoices, context)).toEqual([])
})
