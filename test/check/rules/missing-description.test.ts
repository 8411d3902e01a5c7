import { VariableHide } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TextPanelBuilder } from '@grafana/grafana-foundation-sdk/text'
import { cache, constantVariable, customVariable, dataSourceVariable, source, view } from 'sightline'
import { integer } from 'sightline/columns'
import { event, field } from 'sightline/events'
import { expect, it } from 'vitest'
import { missingDescription } from '../../../toolkit/check/rules/missing-description.ts'
import { contextOf, findings, fromOrders, shop, sites } from './context.ts'
import { revenueAlert } from './revenue-alert.ts'

const status = (description: string) =>
  customVariable('status', { label: 'Status', description, options: ['paid'], default: 'paid' })

it('reports each thing without words, and says what to write', () => {
  const query = fromOrders().select((eb) => eb.fn.sum<number>('amount').as('revenue'))
  const context = contextOf([
    source('users', { description: ' ', columns: { user_id: integer() } }),
    view('revenue', { description: '', grain: [], query }),
    revenueAlert('Revenue', { description: '' }),
    { ...shop(new PanelBuilder().title('Revenue')), description: '', variables: [status('')] },
  ])
  const what = (kind: string) => `The ${kind} has no description.`
  const row = 'Say in `description` what one row of it is.'
  expect(findings(missingDescription, context)).toEqual([
    { where: 'users', what: what('source'), next: row },
    { where: 'revenue', what: what('view'), next: row },
    {
      where: 'Revenue',
      what: what('alert'),
      next: 'Say in `description` what is wrong when it fires, and what to do then.',
    },
    { where: 'shop', what: what('dashboard'), next: 'Say in `description` what questions it answers.' },
    {
      where: 'shop/$status',
      what: what('variable'),
      next: 'Say in `description` what choosing a value changes.',
    },
    { where: 'shop/Revenue', what: what('panel'), next: 'Say in `description` what its numbers mean.' },
  ])
})

it('reports an event, a field of it and a cache without words', () => {
  const fields = { shop: field.text(' '), at: field.time('When.') }
  const context = contextOf([
    event('sale', { description: '', version: 1, fields, shardBy: 'shop', time: 'at' }),
    cache('totals', { description: '', key: 'totals', ttl: 5 }),
  ])
  expect(findings(missingDescription, context)).toEqual([
    {
      where: 'sale',
      what: 'The event has no description.',
      next: 'Say in `description` what happened when one is published.',
    },
    {
      where: 'totals',
      what: 'The cache has no description.',
      next: 'Say in `description` what its answers are.',
    },
    {
      where: 'sale.shop',
      what: 'The field has no description.',
      next: 'Say what it means: field.text(…), field.time(…) and the others take its words.',
    },
  ])
})

it('gives a panel of the foundation SDK the place of its row', () => {
  const context = contextOf([shop(new PanelBuilder().title('Revenue'))])
  expect(sites(missingDescription, context)[0]).toMatch(/^test\/check\/rules\/context\.ts:\d+$/)
})

it('is silent about what has words, what is hidden, and texts', () => {
  const hidden = status('')
  hidden.model.hide = VariableHide.HideVariable
  const variables = [
    { ...hidden, name: 'hidden' },
    status('Which orders are shown.'),
    constantVariable('tier', { value: 'x', description: '' }),
    dataSourceVariable('database', { label: 'Database', description: '' }),
  ]
  const panels = [new PanelBuilder().title('A').description('A number.'), new TextPanelBuilder().title('B')]
  expect(findings(missingDescription, contextOf([{ ...shop(...panels), variables }]))).toEqual([])
})
