import { createClient } from 'sightline/engine'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { findDrift } from '../../toolkit/deploy/plan/drift.ts'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { earlierRelease, releaseHistory } from '../../toolkit/deploy/records/release-history.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { withDeployLock } from '../../toolkit/deploy/run/deploy-lock.ts'
import { longestWait } from '../../toolkit/deploy/run/reader-patience.ts'
import { type DesiredState, desiredState } from '../../toolkit/release/desired-state.ts'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { databasePicture } from './support/database-picture.ts'
import { changesOf } from './support/run-case.ts'
import { panelsOf, shopRelease, viewOf } from './support/small-shop.ts'
import { firstState, secondState, sharedViews } from './support/two-releases.ts'
import { watchViews } from './support/watch-views.ts'

let database: CaseDatabase
beforeEach(async () => {
  database = await caseDatabase(inject('server'))
  await applyRelease(database.client, firstState(database.role))
})
afterEach(() => database.end())

const second = async () => {
  const client = createClient(database.connectionString, { application_name: 'second' })
  client.on('error', () => {})
  await client.connect()
  return client
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('rolling back', () => {
  test('restores every definition of the release before, from what the database remembers', async () => {
    const { client, role } = database
    const picture = await databasePicture(client, role)
    await applyRelease(client, secondState(role))
    expect(await databasePicture(client, role)).not.toEqual(picture)
    const stop = await watchViews(
      database.connectionString,
      sharedViews.map((view) => `select * from ${view}`),
    )
    await applyRelease(client, await earlierRelease(client, 'shop'))
    expect((await stop()).errors).toEqual([])
    expect(await databasePicture(client, role)).toEqual(picture)
    expect(
      (await releaseHistory(client, 'shop')).map(({ version, result }) => [version.split('+')[0], result]),
    ).toEqual([
      ['1.0.0', 'done'],
      ['2.0.0', 'done'],
      ['1.0.0', 'done'],
    ])
  })

  test('is recorded with the revision that the release was deployed from', async () => {
    const { client, role } = database
    await applyRelease(client, secondState(role), { gitRevision: 'abc' })
    await applyRelease(client, firstState(role), { gitRevision: 'def' })
    await applyRelease(client, await earlierRelease(client, 'shop'))
    expect((await releaseHistory(client, 'shop'))[0]).toMatchObject({ gitRevision: 'abc', result: 'done' })
  })

  test('stays where it is when it is asked again, also after a repair', async () => {
    const { client, role } = database
    const goBack = () => applyRelease(client, () => earlierRelease(client, 'shop'), { isRollback: true })
    await applyRelease(client, secondState(role))
    expect((await goBack()).outcome).toBe('done')
    expect(await goBack()).toMatchObject({ outcome: 'nothing to do', plan: { desired: firstState(role) } })
    await client.query('drop view shop.best')
    await applyRelease(client, firstState(role), { repair: true })
    expect((await goBack()).plan.desired).toEqual(firstState(role))
  })

  test('works from a release that is only expanded', async () => {
    const { client, role } = database
    const picture = await databasePicture(client, role)
    await applyRelease(client, secondState(role), { phase: 'expand' })
    await applyRelease(client, firstState(role))
    expect(await databasePicture(client, role)).toEqual(picture)
    expect(changesOf(await planRelease(client, firstState(role)))).toEqual([])
  })

  test('a version that was never there is refused, and the ones there are named', async () => {
    await expect(earlierRelease(database.client, 'shop', '9.9.9')).rejects.toThrow(
      /There is no such release[\s\S]*1\.0\.0\+/,
    )
    await expect(earlierRelease(database.client, 'shop')).rejects.toThrow(
      'There is no release before this one',
    )
  })
})

describe('another release on top of one that is only expanded', () => {
  const daily = (columns: string) => [
    viewOf('shop.steps', 'day', `select ${columns} from orders group by day`),
    panelsOf(`select ${columns.replaceAll(/\w+\(\*?\w*\) as /g, '')} from shop.steps`),
  ]

  test('keeps the columns of both, and ends as a fresh build', async () => {
    const { client, role } = database
    const [first, second, third] = [
      desiredState(shopRelease(daily('day, sum(amount) as a, count(*) as b'), role)),
      desiredState(shopRelease(daily('day, sum(amount) as a, max(quantity) as c'), role, '2.0.0')),
      desiredState(shopRelease(daily('day, min(quantity) as d'), role, '3.0.0')),
    ]
    await applyRelease(client, first)
    await applyRelease(client, second, { phase: 'expand' })
    await applyRelease(client, third, { phase: 'expand' })
    const { rows } = await client.query('select a, b, c, d from shop.steps order by day limit 1')
    expect(rows).toEqual([{ a: 150, b: 4, c: 40, d: 10 }])
    for (const { queries } of [first, second, third]) for (const { sql } of queries) await client.query(sql)
    await applyRelease(client, third, { phase: 'contract' })
    expect(changesOf(await planRelease(client, third))).toEqual([])
    await expect(client.query('select a from shop.steps')).rejects.toThrow('column "a" does not exist')
    expect(await findDrift(client, 'shop')).toEqual([])
  })
})

describe('two deploys at once', () => {
  test('the second waits for the first, and finds nothing to do', async () => {
    const other = await second()
    const steps: string[] = []
    const desired = secondState(database.role)
    let begins = () => {}
    const begun = new Promise<void>((resolve) => {
      begins = resolve
    })
    const results = await Promise.all([
      applyRelease(database.client, desired, { onStep: () => begins() }),
      begun.then(() => applyRelease(other, desired, { onStep: (step) => steps.push(step) })),
    ])
    await other.end()
    expect(results.map(({ outcome }) => outcome)).toEqual(['done', 'nothing to do'])
    expect(steps[0]).toMatch(/^Waiting for another deploy: sightline, user sightline, process \d+, since/)
  })

  test('the second gives up after a while, and says who holds the lock', async () => {
    const other = await second()
    const refused = withDeployLock(other, { wait: 0, onWait: () => {} }, () =>
      applyRelease(database.client, secondState(database.role), { lockWait: 300 }),
    )
    await expect(refused).rejects.toThrow(
      /Another deploy holds this database[\s\S]*second, user sightline, process \d+/,
    )
    await other.end()
  })
})

/** A new index waits for every transaction there is, though nobody waits for it: that is another matter. */
const withoutIndex = (role: string): DesiredState => {
  const state = secondState(role)
  return { ...state, objects: state.objects.filter(({ kind }) => kind !== 'index') }
}

describe('a long-running reader', () => {
  test('of 30 s does not make others queue for longer than the lock timeout, and is not disturbed', {
    timeout: 90_000,
  }, async () => {
    const { client, role, connectionString } = database
    const slow = await second()
    const reading = slow.query('select pg_sleep(30) from (select from shop.best limit 1) as one')
    await pause(100)
    const steps: string[] = []
    const stop = await watchViews(connectionString, ['select * from shop.best', 'select * from shop.daily'])
    await applyRelease(client, withoutIndex(role), { phase: 'expand', onStep: (step) => steps.push(step) })
    const { errors, longest } = await stop()
    await reading
    await slow.end()
    expect(errors).toEqual([])
    expect(steps.some((step) => step.startsWith('Readers are busy with'))).toBe(true)
    expect(longest).toBeLessThan(400)
  })

  test('is let end where all take longer than a phase waits for others, which wait no longer than they take', {
    timeout: 60_000,
  }, async () => {
    const { client, role, connectionString } = database
    const lockTimeout = 10
    const inTurn = [0, 1, 2, 3].map(async (reader) => {
      await pause(reader * 150)
      return watchViews(connectionString, ['select pg_sleep(0.6), * from shop.best'])
    })
    const stops = await Promise.all(inTurn)
    const { outcome } = await applyRelease(client, withoutIndex(role), { lockTimeout, deadline: 40_000 })
    const seen = await Promise.all(stops.map((stop) => stop()))
    expect(outcome).toBe('done')
    expect(seen.flatMap(({ errors }) => errors)).toEqual([])
    expect(Math.max(...seen.map(({ longest }) => longest))).toBeLessThan(
      1000 + longestWait.usualReaders * lockTimeout,
    )
  })

  test('outlasts the deadline: nothing is done, and the next apply completes it', async () => {
    const { client, role } = database
    const slow = await second()
    const reading = slow.query('select pg_sleep(2), * from shop.best')
    await pause(100)
    const desired = withoutIndex(role)
    await expect(applyRelease(client, desired, { deadline: 500 })).rejects.toThrow(
      'found no moment without long-running readers',
    )
    await reading
    await slow.end()
    expect((await applyRelease(client, desired)).outcome).toBe('done')
  })
})

describe('drift', () => {
  const drifts = [
    {
      sql: `create or replace view shop.best as select max(revenue) + 1 as best, max(orders) as busiest from shop.daily`,
      object: 'shop.best',
      kind: 'changed',
      line: '+ ',
    },
    { sql: 'drop view shop.best', object: 'shop.best', kind: 'missing', line: '- view shop.best' },
    {
      sql: 'alter view shop.best set (security_barrier = true)',
      object: 'shop.best',
      kind: 'options',
      line: '+ with (security_barrier=true)',
    },
    { sql: `comment on view shop.best is 'Mine.'`, object: 'shop.best', kind: 'comment', line: '+ Mine.' },
    { sql: 'drop index orders_by', object: 'orders_by', kind: 'missing', line: '- index orders_by' },
    {
      sql: `update pg_index set indisvalid = false where indexrelid = 'orders_by'::regclass`,
      object: 'orders_by',
      kind: 'invalid index',
      line: '+ orders_by is not valid',
    },
    {
      sql: `create or replace function shop.twice(n numeric) returns numeric language sql stable as 'select n * 3'`,
      object: 'shop.twice',
      kind: 'changed',
      line: '+ ',
    },
    {
      sql: `do $$ begin execute 'grant select (secret) on customers to reader_of_' || current_database(); end $$`,
      object: 'customers',
      kind: 'grant',
      line: '+ select (secret) of customers',
    },
    {
      sql: `do $$ begin execute 'revoke select (best) on shop.best from reader_of_' || current_database(); end $$`,
      object: 'shop.best',
      kind: 'grant',
      line: '- select (best) of shop.best',
    },
  ]

  test.each(drifts)('$kind: $sql', async ({ sql, object, kind, line }) => {
    const { client, role } = database
    const picture = await databasePicture(client, role)
    await client.query(sql)
    const findings = await findDrift(client, 'shop')
    const found = findings.find((finding) => finding.object === object && finding.kind === kind)
    expect(found?.difference.join('\n')).toContain(line)
    await applyRelease(client, firstState(role), { repair: true })
    expect(await databasePicture(client, role)).toEqual(picture)
    expect(await findDrift(client, 'shop')).toEqual([])
  })

  test('a view that somebody changed is left alone by a release that does not change it, and still drifts', async () => {
    const { client, role } = database
    await client.query('create or replace view shop.best as select 7.0 as best, 8::bigint as busiest')
    const plan = await planRelease(client, firstState(role))
    expect(changesOf(plan)).toEqual([])
    expect(plan.drift.map(({ object }) => object)).toEqual(['shop.best'])
  })
})
