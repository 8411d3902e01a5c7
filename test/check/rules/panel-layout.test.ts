import { PanelBuilder } from '@grafana/grafana-foundation-sdk/text'
import { row, textPanel } from 'sightline'
import type { PanelSize } from 'sightline/engine'
import { expect, it } from 'vitest'
import { panelLayout } from '../../../toolkit/check/rules/panel-layout.ts'
import { contextOf, findings, shop, shopOfRows, sites } from './context.ts'

const note = (title: string, size: PanelSize) =>
  textPanel({ title, description: 'A note.', markdown: title, size })

it('reports a panel that lies over another, with both places', () => {
  const below = note('Below', { width: 12, height: 4, at: { x: 0, y: 0 } })
  const above = note('Above', { width: 12, height: 4, at: { x: 11, y: 3 } })
  const context = contextOf([shop(below, above)])
  expect(findings(panelLayout, context)).toEqual([
    {
      where: 'shop/Above',
      what: 'It lies at x 11 to 23, y 4 to 8 over "Below" at x 0 to 12, y 1 to 5.',
      next: 'Move one of them, or leave `at` out and let the row place its panels.',
    },
  ])
  expect(sites(panelLayout, context)[0]).toMatch(/panel-layout\.test\.ts:\d+$/)
})

it('reports a panel that leaves the 24 columns', () => {
  const wide = note('Wide', { width: 13, height: 4, at: { x: 12, y: 0 } })
  expect(findings(panelLayout, contextOf([shop(wide)]))).toEqual([
    {
      where: 'shop/Wide',
      what: 'It reaches from column 12 to 25, but a dashboard has 24 columns.',
      next: 'Make it narrower, or move it so that x + width is at most 24.',
    },
  ])
  const builder = new PanelBuilder().title('Wider').gridPos({ x: 0, y: 0, w: 25, h: 4 })
  expect(findings(panelLayout, contextOf([shop(builder)]))[0]?.where).toBe('shop/Wider')
})

it('reports a panel that nobody can see', () => {
  expect(findings(panelLayout, contextOf([shop(note('Flat', { width: 6, height: 0 }))]))).toEqual([
    {
      where: 'shop/Flat',
      what: 'It is 6 wide and 0 high, so nobody sees it.',
      next: 'Give `size` a width and a height of at least 1.',
    },
  ])
})

it('reports a panel above its row', () => {
  const high = note('High', { width: 6, height: 1, at: { x: 0, y: -2 } })
  expect(findings(panelLayout, contextOf([shop(high)]))[0]).toEqual({
    where: 'shop/High',
    what: 'It begins at line -1, above the dashboard.',
    next: 'Give `at` a y of 0 or more.',
  })
})

it('compares the panels of a folded row with each other only', () => {
  const place = { width: 12, height: 4, at: { x: 0, y: 0 } }
  const folded = row('Folded', { collapsed: true, panels: [note('A', place), note('B', place)] })
  const open = row('Open', { panels: [note('C', place)] })
  expect(findings(panelLayout, contextOf([shopOfRows(folded, open)])).map(({ where }) => where)).toEqual([
    'shop/B',
  ])
})

it('is silent about panels that flow', () => {
  const sizes = [24, 12, 12, 8, 8, 8, 6].map((width) => note(String(width), { width, height: 5 }))
  const context = contextOf([shopOfRows(row('A', { panels: sizes }), row('B', { panels: [...sizes] }))])
  expect(findings(panelLayout, context)).toEqual([])
})
