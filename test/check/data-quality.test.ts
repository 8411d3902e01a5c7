import { Writable } from 'node:stream'
import type pg from 'pg'
import { contactPoint, defineProject, rows, sql, view } from 'sightline'
import { dataCheck, dataQuality, uniqueGrains } from 'sightline/data-checks'
import {
  applyRelease,
  buildRelease,
  createSources,
  deployFresh,
  desiredSchedules,
  desiredState,
  exportFormats,
  projectIn,
  runAudit,
  runExport,
} from 'sightline/engine'
import { email } from 'sightline/integrations'
import { factory, given, proofs } from 'sightline/proofs'
import { beforeAll, describe, expect, it } from 'vitest'
import { runSchedule } from '../../toolkit/schedules/run-schedule.ts'
import { orders, shop } from '../fixtures/shop.ts'
import { testDatabase } from '../support/database.ts'
import { proverOfRelease } from '../support/prover.ts'

const negative = dataCheck('negative-amount', {
  description: 'No amount is negative.',
  remedy: 'Ask billing.',
  query: rows(orders).where('amount', '<', 0).select(['order_id', 'amount']),
})
const failing = dataCheck('amount-per-day', {
  description: 'No day is 0.',
  remedy: 'Correct the day.',
  query: rows(orders).where(sql<boolean>`1 / (amount + 2) < 0`).select(['order_id']),
})
const perDay = view('analytics.per_day', {
  description: 'Orders of each day.',
  grain: ['day'],
  columns: { day: 'The day.', order_id: 'An order.' },
  query: rows(orders).select(['day', 'order_id']),
})
const onCall = contactPoint('on-call', {
  description: 'Us.',
  integrations: [email({ to: ['us@example.com'] })],
})
const grains = uniqueGrains()
const quality = dataQuality({ checks: [negative, grains, failing], contactPoint: onCall, uid: 'shop' })
const project = defineProject({
  ...shop,
  definitions: [perDay, grains, negative, ...Object.values(quality)],
})
const release = buildRelease(project)

describe('data checks by the clock', () => {
  let client: pg.Client
  let url: string

  beforeAll(async () => {
    const database = await testDatabase()
    url = database.connectionString
    client = await database.connect()
    await createSources(client, release.sources)
    await applyRelease(client, desiredState(release))
    await client.query(
      `insert into orders values ('a', '2026-01-01', 5), ('b', '2026-01-01', -1), ('c', '2019-01-01', -2)`,
    )
    await client.query(
      `insert into analytics.data_check_results values ('gone', now() - interval '91 days', 1, null)`,
    )
  })

  it('leave a row for each check, also for one that fails, and none that is older than 90 days', async () => {
    const [hourly] = desiredSchedules(project)
    if (!hourly) throw new Error('the release has no schedule')
    expect(hourly).toMatchObject({ name: 'run-data-checks', cron: '30 * * * *' })
    expect(await runSchedule(url, hourly, 'a worker')).toMatchObject({ outcome: 'succeeded' })
    const { rows: found } = await client.query(
      'select check_name, faults, problem from analytics.data_check_results order by check_name',
    )
    expect(found).toEqual([
      { check_name: 'amount-per-day', faults: null, problem: 'division by zero' },
      { check_name: 'negative-amount', faults: 2, problem: null },
      { check_name: 'unique-grains', faults: 1, problem: null },
    ])
  })

  it('are audited on the rows that there are, with the first faults, each check once', async () => {
    const audited = await runAudit(client, release, { timeout: 5000, most: 1 })
    expect(audited).toMatchObject([
      { name: 'unique-grains', faults: 1, isCut: false, error: undefined },
      {
        name: 'negative-amount',
        faults: 1,
        isCut: true,
        first: ['order_id = b, amount = -1', expect.any(String)],
        remedy: 'Ask billing.',
      },
      { name: 'amount-per-day', faults: 0, error: 'division by zero' },
    ])
  })

  it('show the reader of the data source on the dashboard what the last run found', async () => {
    const file: Buffer[] = []
    const out = new Writable({ write: (chunk, _encoding, done) => done(file.push(chunk) ? null : null) })
    const wanted = { user: undefined, from: undefined, to: undefined, now: new Date() }
    const asked = { name: 'shop-data-quality/Checks', format: exportFormats.csv, wanted, timeout: 5000 }
    await runExport(client, release, { ...asked, onRows: () => {} }, out)
    const lines = String(Buffer.concat(file))
      .split('\r\n')
      .map((line) => line.replace(/,\d{4}-[^,]*,/, ',…,'))
    expect(lines.slice(1)).toEqual([
      'amount-per-day,…,,division by zero',
      'negative-amount,…,2,',
      'unique-grains,…,1,',
      '',
    ])
  })

  it('that cannot be run say why', async () => {
    await client.query('begin; drop table orders cascade')
    await client.query('commit')
    const audited = await runAudit(client, release, { timeout: 5000, most: 1 })
    expect(audited[1]).toMatchObject({ faults: 0, error: 'relation "public.orders" does not exist' })
  })
})

it('the checks cover the views of the project that lists them, in an environment with a schema of its own', async () => {
  const own = buildRelease(projectIn({ ...project, environments: { me: { schema: 'of_me' } } }, 'me'))
  const database = await testDatabase()
  const client = await database.connect()
  await createSources(client, own.sources)
  await deployFresh(client, own)
  await client.query(`insert into orders values ('a', '2026-01-01', 5), ('b', '2026-01-01', 7)`)
  await client.query('select of_me.run_data_checks()')
  const { rows: found } = await client.query(
    `select check_name, faults::int from of_me.data_check_results where check_name = 'unique-grains'`,
  )
  expect(found).toEqual([{ check_name: 'unique-grains', faults: 1 }])
})

describe('what watches them', () => {
  const result = factory(quality.results, { checked_at: '2026-03-15T11:30:00Z', problem: null })
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
        { state: 'firing', labels: { check_name: 'a', result: 'rows that must not be' }, value: 2 },
        { state: 'normal', labels: { check_name: 'b', result: 'rows that must not be' }, value: 0 },
      ]),
      'the rule is over once a run finds nothing': given(
        result({ check_name: 'a', faults: 2, checked_at: '2026-03-15T10:30:00Z' }),
        result({ check_name: 'a', faults: 0 }),
      ).alerts(quality.alert, [
        { state: 'normal', labels: { check_name: 'a', result: 'rows that must not be' } },
      ]),
      'the rule tells of a check that cannot be run': given(
        result({ check_name: 'a', faults: null, problem: 'no such table' }),
      )
        .panel(quality.dashboard, 'Checks that fail', {
          'Checks that fail': { text: '1', color: 'red' },
        })
        .alerts(quality.alert, [
          { state: 'firing', labels: { check_name: 'a', result: 'could not be run' }, value: 1 },
        ]),
      'the rule tells that no check was run for two days': given(
        result({ check_name: 'a', faults: 0, checked_at: '2026-03-13T11:30:00Z' }),
      ).alerts(quality.alert, [
        { state: 'firing', labels: { check_name: 'all of them', result: 'not run for two days' } },
      ]),
      'the rule is silent before the first run': given().alert(quality.alert, 'normal'),
    },
  )

  it.each(Object.keys(cases.cases))('%s', async (title) => {
    const prover = await proverOfRelease(release)
    const { mismatches, problem } = await prover.run(cases, title)
    expect({ mismatches, problem }).toEqual({ mismatches: [], problem: undefined })
  })
})
