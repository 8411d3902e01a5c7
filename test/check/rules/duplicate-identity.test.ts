import { PanelBuilder } from '@grafana/grafana-foundation-sdk/text'
import { dashboard, row, textPanel } from 'sightline'
import { expect, it } from 'vitest'
import { duplicateIdentity } from '../../../toolkit/check/rules/duplicate-identity.ts'
import { contextOf, findings, shop, shopOfRows, sites } from './context.ts'
import { revenueAlert } from './revenue-alert.ts'

const note = (title: string) => textPanel({ title, description: 'A note.', markdown: title })

const rule = (name: string, uid: string) => revenueAlert(name, { uid })

it('reports two dashboards with one title', () => {
  const twin = dashboard({ uid: 'shop-2', title: 'Shop', description: 'Another.', rows: [] })
  expect(findings(duplicateIdentity, contextOf([shop(), twin]))).toEqual([
    {
      where: 'shop-2',
      what: 'The dashboards shop and shop-2 both have the title "Shop".',
      next: 'Give one of them another title.',
    },
  ])
})

it('reports two panels of a dashboard with one title, in folded rows too', () => {
  const folded = row('More', { collapsed: true, panels: [note('Revenue')] })
  const context = contextOf([shopOfRows(row('Orders', { panels: [note('Revenue')] }), folded)])
  expect(findings(duplicateIdentity, context)).toEqual([
    {
      where: 'shop/Revenue',
      what: 'Another panel of the dashboard has the title "Revenue" too.',
      next: 'Say in the title of each what it alone shows.',
    },
  ])
  expect(sites(duplicateIdentity, context)[0]).toMatch(/duplicate-identity\.test\.ts:\d+$/)
})

it('reports a panel whose number a row or another panel has', () => {
  const numbered = new PanelBuilder().title('Mine').id(1)
  expect(findings(duplicateIdentity, contextOf([shop(note('Revenue'), numbered)]))).toEqual([
    {
      where: 'shop/Mine',
      what: 'It has the number 1, as shop/Orders has.',
      next: 'Leave `.id(...)` out: the build numbers the panels.',
    },
  ])
})

it('reports two alerts with one uid', () => {
  expect(findings(duplicateIdentity, contextOf([rule('High', 'revenue'), rule('Low', 'revenue')]))).toEqual([
    {
      where: 'Low',
      what: 'The alerts "High" and "Low" both have the uid revenue.',
      next: 'Give the newer one a uid of its own; Grafana keeps only one of them.',
    },
  ])
})

it('reports a uid that Grafana refuses, with its length or its text', () => {
  const next = 'Use 1 to 40 letters, digits, - and _.'
  const long = dashboard({ uid: 'x'.repeat(41), title: 'Long', description: 'Long.', rows: [] })
  expect(findings(duplicateIdentity, contextOf([long, rule('Revenue', 'the revenue')]))).toEqual([
    { where: long.uid, what: `The uid "${long.uid}" has 41 characters.`, next },
    { where: 'Revenue', what: 'The uid "the revenue" is not one that Grafana accepts.', next },
  ])
})

it('is silent where everything has its own title, number and uid', () => {
  const other = dashboard({ uid: 'ops', title: 'Ops', description: 'Operations.', rows: [] })
  const panels = [note('Revenue'), note('Orders'), note(''), new PanelBuilder(), new PanelBuilder()]
  const context = contextOf([shop(...panels), other, rule('High', 'high'), rule('Low', 'x'.repeat(40))])
  expect(findings(duplicateIdentity, context)).toEqual([])
})
