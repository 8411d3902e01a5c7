import type pg from 'pg'
import {
  applyRelease,
  buildRelease,
  createSources,
  type DesiredState,
  destroyProject,
  loadSample,
  refreshViews,
  runDoctor,
} from 'sightline/engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import project from '../../sightline.config.ts'
import { partitionsSql } from '../../toolkit/define/partitions/partitions-sql.ts'
import { findDrift } from '../../toolkit/deploy/plan/drift.ts'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { incrementalParts } from '../../toolkit/kinds/incremental-view/incremental-parts.ts'
import { countSimulation } from '../../toolkit/local/count-simulation.ts'
import { createClient } from '../../toolkit/postgres/client.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { relationName } from '../../toolkit/sql/relation-name.ts'
import { testDatabase } from '../support/database.ts'

export interface OnExtension {
  readonly url: string
  /** The statements by which the extension comes to keep tables of the project. */
  readonly keep: readonly string[]
  /** The hazards of the first plan that are of the extension. */
  readonly hazards: readonly RegExp[]
  /** What doctor says of it. */
  readonly says: readonly RegExp[]
  /** Queries that give true once everything is applied. */
  readonly holds: readonly string[]
}

const release = buildRelease(project)
const wanted: DesiredState = desiredState(release)
const now = new Date()
/** Views whose rows do not follow the clock from second to second. */
const compared = [
  'analytics.mrr_calculation',
  'analytics.cac_calculation',
  'analytics.channel_performance',
  'analytics.niche_benchmarks',
  'analytics.video_generation_metrics',
]
const counted = ['analytics.views_per_hour', 'analytics.views_per_minute', 'analytics.api_calls_per_minute']

/** What holds for the project wherever an extension keeps its tables. */
export function holdsOnExtension({ url, keep, hazards, says, holds }: OnExtension): void {
  let client: pg.Client
  let plain: pg.Client
  const drop = async () => {
    await client.query('rollback').catch(() => {})
    await destroyProject(client, project.name)
    for (const { name } of [...release.sources].reverse())
      await client.query(`drop table if exists ${relationName(name).sql} cascade`)
    for (const { name, kind } of wanted.objects)
      if (kind === 'rollup' || kind === 'table')
        await client.query(`drop table if exists ${relationName(name).sql}`)
    await client.query('drop schema if exists analytics')
  }

  beforeAll(async () => {
    client = createClient(url)
    await client.connect()
    await drop()
    await createSources(client, release.sources)
    for (const statement of keep) await client.query(statement)
    plain = await (await testDatabase()).connect()
    await createSources(plain, release.sources)
    for (const one of [client, plain]) await loadSample(one, project, { now, scale: 0.05, seed: 1 })
    await applyRelease(plain, wanted)
  })
  afterAll(async () => {
    await drop()
    await client.end()
  })

  const sameRows = async (names: readonly string[]) => {
    for (const name of names) {
      const text = `select row_to_json(of)::text as row from ${name} as of order by 1`
      const [found, expected] = [await client.query(text), await plain.query(text)]
      expect(expected.rows.length).toBeGreaterThan(0)
      expect(found.rows).toEqual(expected.rows)
    }
  }

  test('the plan says what is otherwise, and what it calls fine is applied', async () => {
    const plan = await planRelease(client, wanted)
    const messages = plan.steps.flatMap((step) => step.hazards.map(({ message }) => message)).join('\n')
    for (const hazard of hazards) expect(messages).toMatch(hazard)
    await applyRelease(client, wanted)
    expect((await planRelease(client, wanted)).steps).toEqual([])
    expect(await findDrift(client, project.name)).toEqual([])
    for (const query of holds) {
      const { rows } = await client.query({ text: query, rowMode: 'array' })
      expect([query, rows[0]?.[0]]).toEqual([query, true])
    }
  })

  test('doctor finds the extension, and says what it changes', async () => {
    const checks = await runDoctor(client, release)
    const text = checks.map(({ check, state, what }) => `${check} ${state}: ${what}`).join('\n')
    for (const one of says) expect(text).toMatch(one)
    expect(checks.filter(({ state }) => state === 'failure')).toEqual([])
  })

  test('every query of every panel answers the reader', async () => {
    await client.query(`alter role ${wanted.readerRole} login`)
    for (const { where, sql } of wanted.queries) {
      await client.query(`begin read only; set local role ${wanted.readerRole}`)
      const error = await client.query(sql).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      await client.query('rollback')
      if (error !== undefined) throw new Error(`${where} fails`, { cause: error })
    }
  })

  test('views have the rows that they have on tables of Postgres', () => sameRows(compared))

  test('a refresh takes in what was inserted, updated and deleted', async () => {
    for (const one of [client, plain]) {
      await one.query(
        `update videos set views = views + 1000 where video_id in (select min(video_id) from videos group by channel_id)`,
      )
      await one.query(`delete from channel_analytics where date = (select min(date) from channel_analytics)`)
      await one.query(
        `insert into video_generation_log (channel_id, created_at, status, total_cost_cents) select min(channel_id), now(), 'failed', 5 from channels`,
      )
      await refreshViews(one, project, { onStep: () => {} })
    }
    await sameRows(compared)
    for (const object of wanted.objects) {
      if (object.kind !== 'incremental view') continue
      const { rows, query } = incrementalParts(object)
      const { rows: left } = await client.query(`select * from ${query.sql} except select * from ${rows.sql}`)
      expect(left).toEqual([])
    }
  })

  test('events are counted into roll-ups, again and again', async () => {
    for (const one of [client, plain]) await countSimulation(one, project, { now, seed: 3 })
    await sameRows(counted)
  })

  test('partitions are kept up: what is too old goes, also from the one for all other rows', async () => {
    await client.query(
      `insert into analytics.views_per_hour (hour, channel_id) values (now() - interval '200 days', 'old'), (now() + interval '80 days', 'early')`,
    )
    const table = { name: 'analytics.views_per_hour', columnType: 'timestamp with time zone', zone: 'UTC' }
    await client.query(
      partitionsSql({ ...table, partitionBy: { column: 'hour', every: 'month', keep: '90 days' } }, 'keep'),
    )
    const { rows } = await client.query(
      `select channel_id from analytics.views_per_hour where channel_id in ('old', 'early')`,
    )
    expect(rows).toEqual([{ channel_id: 'early' }])
    await client.query(`delete from analytics.views_per_hour where channel_id = 'early'`)
  })

  test('another release takes its place, an earlier one comes back, and both are in step', async () => {
    const other = {
      ...wanted,
      version: '9.9.9',
      contentHash: 'other',
      objects: wanted.objects.filter(
        ({ kind, name }) => kind !== 'index' || name !== 'idx_channel_analytics_date',
      ),
    }
    for (const state of [other, wanted]) {
      await applyRelease(client, state)
      expect((await planRelease(client, state)).steps).toEqual([])
    }
    await sameRows(compared)
  })

  test('after destroy nothing of the project is left', async () => {
    const { kept } = await destroyProject(client, project.name)
    expect(kept.map(({ object }) => object)).toEqual([])
    const { rows } = await client.query(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'analytics' and c.relkind in ('v', 'm') union all select tgname from pg_trigger where tgname like '%channel_performance%'`,
    )
    expect(rows).toEqual([])
  })
}
