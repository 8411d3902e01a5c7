import { expect, it } from 'vitest'
import { compareContactPoint, pairIntegrations } from '../../toolkit/grafana-api/compare-contact-point.ts'

const wanted = (uid: string, url: string) => ({
  uid,
  type: 'webhook',
  settings: { url },
  disableResolveMessage: false,
})
const found = (uid: string, url: string) => ({ ...wanted(uid, url), name: 'team', provenance: '' })
const team = { name: 'team', integrations: [wanted('one', 'http://one'), wanted('two', 'http://two')] }

it('ways of one type are no difference in whatever order Grafana lists them, and whoever named them', () => {
  expect(compareContactPoint(team, [found('b', 'http://two'), found('a', 'http://one')])).toEqual([])
})

it('a way that Terraform made has no limit of alerts where none was said', () => {
  const live = [
    { ...found('b', 'http://two'), settings: { url: 'http://two', maxAlerts: 0 } },
    { ...found('a', 'http://one'), settings: { url: 'http://one', maxAlerts: 0 } },
  ]
  expect(compareContactPoint(team, live)).toEqual([])
})

it('a way that was changed is compared with what became of it, and one that is gone is missing', () => {
  const live = [found('two', 'http://three'), found('x', 'http://one')]
  expect(compareContactPoint(team, live)).toMatchObject([
    { field: 'webhook › url', wanted: 'http://two', found: 'http://three' },
  ])
  const pairs = pairIntegrations(team, [found('x', 'http://two')])
  expect(pairs.map((pair) => [pair.wanted?.uid, pair.found?.uid])).toEqual([
    ['one', undefined],
    ['two', 'x'],
  ])
})
