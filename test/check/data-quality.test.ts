import type pg from 'pg'
import {
  contactPoint,
  dataCheck,
  dataQuality,
  defineProject,
  email,
  factory,
  given,
  proofs,
  rows,
} from 'sightline'
import { buildRelease, createSources, deployFresh, runAudit } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { orders, shop } from '../fixtures/shop.ts'
import { testDatabase } from '../support/database.ts'
import { proverOfRelease } from '../support/prover.ts'

const negative = dataCheck('negative-amount', {
  description: 'No amount is negative.',
  remedy: 'Ask billing.',
  query: rows(orders).where('amount', '<', 0).select(['order_id', 'amount']),
})
const early = dataCheck('early-order', {
  description: 'No order is older than the shop.',
  remedy: 'Correct the day.',
  query: rows(orders).where('day', '<', new Date('2020-01-01')).select(['order_id', 'day']),
})
const onCall = contactPoint('on-call', {
  description: 'Us.',
  integrations: [email({ to: ['us@example.com'] })],
})
const quality = dataQuality({ checks: [negative, early], contactPoint: onCall, uid: 'shop' })
const project = defineProject({
  ...shop,
  definitions: [orders, negative, early, onCall, ...Object.values(quality)],
})
const release = buildRelease(project)

describe('data checks by the clock', () => {
  let client: pg.Client

  beforeAll(async () => {
    const database = await testDatabase()
    client = await database.connect()
    await createSources(client, release.sources)
    await deployFresh(client, release)
    await client.query(
      `insert into orders values ('a', '2026-01-01', 5), ('b', '2026-01-01', -1), ('c', '2019-01-01', -2)`,
    )
    await client.query(
      `insert into analytics.data_check_results values ('gone', now() - interval '91 days', 1)`,
    )
  })

  it('leave a row for each check, and none that is older than 90 days', async () => {
    await client.query('select analytics.run_data_checks()')
    const { rows: found } = await client.query(
      'select check_name, faults from analytics.data_check_results order by check_name',
    )
    expect(found).toEqual([
      { check_name: 'early-order', faults: 1 },
      { check_name: 'negative-amount', faults: 2 },
    ])
  })

  it('are run by a schedule of the release', () => {
    expect(release.sqlObjects.map(({ kind, name }) => `${kind} ${name}`)).toContain(
      'schedule run-data-checks',
    )
  })

  it('are audited on the rows that there are, with the first faults', async () => {
    const audited = await runAudit(client, release, { timeout: 5000, most: 1 })
    expect(audited).toMatchObject([
      {
        name: 'negative-amount',
        faults: 1,
        isCut: true,
        first: ['order_id = b, amount = -1', expect.any(String)],
        remedy: 'Ask billing.',
      },
      { name: 'early-order', faults: 1, isCut: false, error: undefined },
    ])
  })

  it('that cannot be run say why', async () => {
    await client.query('begin; drop table orders cascade')
    await client.query('commit')
    const [first] = await runAudit(client, release, { timeout: 5000, most: 1 })
    expect(first).toMatchObject({ faults: 0, error: 'relation "public.orders" does not exist' })
  })
})

describe('what watches them', () => {
  const result = factory(quality.results, { checked_at: '2026-03-15T11:30:00Z' })
  const cases = proofs(
    { now: '2026-03-15T12:00:00Z' },
    {
      'the dashboard shows that nothing was checked': given().panel(quality.dashboard, 'Faults', {
        Faults: { text: '0', color: 'green' },
      }),
      'the dashboard shows the last faults of each check': given(
        result({ check_name: 'a', faults: 2 }),
        result({ check_name: 'a', faults: 9, checked_at: '2026-03-15T10:30:00Z' }),
        result({ check_name: 'b', faults: 0 }),
      )
        .panel(quality.dashboard, 'Faults', { Faults: { text: '2', color: 'red' } })
        .panel(quality.dashboard, 'Checks', [
          { Check: 'a', Faults: { text: '2', color: 'red' } },
          { Check: 'b', Faults: { text: '0', color: 'green' } },
        ]),
      'the rule tells of each check with faults': given(
        result({ check_name: 'a', faults: 2 }),
        result({ check_name: 'b', faults: 0 }),
      ).alerts(quality.alert, [
        { state: 'firing', labels: { check_name: 'a' }, value: 2 },
        { state: 'normal', labels: { check_name: 'b' }, value: 0 },
      ]),
      'the rule is over once a run finds nothing': given(
        result({ check_name: 'a', faults: 2, checked_at: '2026-03-15T10:30:00Z' }),
        result({ check_name: 'a', faults: 0 }),
      ).alerts(quality.alert, [{ state: 'normal', labels: { check_name: 'a' } }]),
      'the rule is silent before the first run': given().alert(quality.alert, 'normal'),
    },
  )

  it.each(Object.keys(cases.cases))('%s', async (title) => {
    const prover = await proverOfRelease(release)
    const { mismatches, problem } = await prover.run(cases, title)
    expect({ mismatches, problem }).toEqual({ mismatches: [], problem: undefined })
  })
})
