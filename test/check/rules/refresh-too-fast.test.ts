import { textPanel } from 'sightline'
import { expect, it } from 'vitest'
import { refreshTooFast } from '../../../toolkit/check/rules/refresh-too-fast.ts'
import { contextOf, findings, shop } from './context.ts'

const panel = textPanel({ title: 'Hello', description: 'A greeting.', markdown: 'Hello.' })

it.each(['1s', '500ms'])('reports a refresh every %s, which plain JavaScript can ask for', (refresh) => {
  const dashboard = Object.assign(shop(panel), { refresh })
  expect(findings(refreshTooFast, contextOf([dashboard]))).toEqual([
    {
      where: 'shop',
      what: `It refreshes every ${refresh}, faster than the 5 s that Grafana allows by default.`,
      next: "Set `refresh` to '5s' or longer.",
    },
  ])
})

it('is silent about 5 s, 1 m and no refresh at all', () => {
  const refreshing = (['5s', '1m', 'off'] as const).map((refresh) => {
    return { ...shop(panel), uid: refresh, name: refresh, title: refresh, refresh }
  })
  expect(findings(refreshTooFast, contextOf(refreshing))).toEqual([])
})
