import type { GrafanaStatus } from 'sightline/engine'
import { expect, it } from 'vitest'
import { isInStep, type Status, statusText } from '../../cli/status-text.ts'

const database = { release: '1.0.0+a', expanded: false, lastTry: null, drift: [], failing: [] }
const identity = { address: 'http://g', version: '11.6.0', organization: 'Main Org.', organizationId: 1 }
const grafana = { identity, release: '1.0.0+a', differences: [], readingFrom: null }
const inStep: Status = { project: 'shop', checkout: '1.0.0+a', database, grafana }

it('sides that run the release of the checkout are in step', () => {
  expect(isInStep(inStep)).toBe(true)
  expect(statusText(inStep)).toMatchInlineSnapshot(`
    "shop
      checkout  1.0.0+a
      database  1.0.0+a
      drift     none
      grafana   1.0.0+a
      all there: Grafana 11.6.0 at http://g (Main Org.)

    In step."
  `)
})

it('another release on one side is told from another release on both', () => {
  const behind = { ...grafana, release: '0.9.0+b' }
  expect(statusText({ ...inStep, grafana: behind })).toMatch(
    /grafana {3}0\.9\.0\+b, not this checkout's release[\s\S]*the database and Grafana run different releases/,
  )
  const both = { ...inStep, checkout: '2.0.0+c' }
  expect(statusText(both)).toContain('what runs is not the release of this checkout')
  expect([isInStep({ ...inStep, grafana: behind }), isInStep(both)]).toEqual([false, false])
})

it('a side with nothing, half a deploy or a failed one is not in step', () => {
  const nothing = { ...inStep, grafana: null, database: { ...database, release: null } }
  expect(statusText(nothing)).toContain('database  nothing\n')
  const expanded = { ...inStep, database: { ...database, expanded: true } }
  expect(statusText(expanded)).toContain('(expanded: the contract phase is to come)')
  const failed = {
    ...inStep,
    database: { ...database, lastTry: { version: '1.1.0+d', result: 'broken off' } },
  }
  expect(statusText(failed)).toContain('last try  1.1.0+d: broken off')
  const failing = [{ where: 'shop/Orders', message: 'column "missing" does not exist' }]
  const refused = { ...inStep, database: { ...database, failing } }
  expect(statusText(refused)).toContain('fails     shop/Orders: column "missing" does not exist')
  expect([nothing, expanded, failed, refused].map(isInStep)).toEqual([false, false, true, false])
})

it('differences stand with their fields, the first few of them, within 100 columns', () => {
  const fields = Array.from({ length: 10 }, (_, index) => ({
    field: `panels › MRR › field ${index}`,
    wanted: index < 5 ? undefined : 'x'.repeat(200),
    found: index,
  }))
  const differences = [{ kind: 'dashboard', name: 'Sales', uid: 'sales', state: 'changed', fields }] as const
  const text = statusText({ ...inStep, grafana: { ...grafana, differences } })
  expect(text).toContain('1 object differs')
  expect(text).toContain('and 2 more fields; --json has them all')
  expect(text.indexOf('field 5')).toBeLessThan(text.indexOf('field 0'))
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})

it('the server that answers the panels is named, with how far a replica is behind', () => {
  const reading = (readingFrom: GrafanaStatus['readingFrom']) => {
    const status = { ...inStep, grafana: { ...grafana, readingFrom } }
    return [/panels {4}(.*)/.exec(statusText(status))?.[1], isInStep(status)]
  }
  expect(reading({ server: 'replica', secondsBehind: 0 })).toEqual([
    'read from a replica, which is not behind',
    true,
  ])
  expect(reading({ server: 'replica', secondsBehind: 2.34 })).toEqual([
    'read from a replica, at most 2.3 s behind',
    true,
  ])
  expect(reading({ server: 'replica', secondsBehind: null })).toEqual([
    'read from a replica, which has replayed nothing yet',
    true,
  ])
  expect(reading({ server: 'primary' })).toEqual(['read from the primary: no replica answers', true])
  expect(reading({ server: 'none', problem: 'Grafana refuses.' })).toEqual([
    'no server answers: Grafana refuses.',
    false,
  ])
  expect(reading(null)).toEqual([undefined, true])
})
