import type pg from 'pg'
import {
  applyRelease,
  buildRelease,
  createSources,
  type DesiredState,
  desiredState,
  earlierRelease,
  loadSample,
} from 'sightline/engine'
import { expect, test } from 'vitest'
import project from '../../sightline.config.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { createAndRename, createModels, dropAndCreate, modelsOf } from './support/other-ways.ts'
import { type ProbeReport, startReaders } from './support/probe-readers.ts'
import { stateVariant, type Variant } from './support/state-variant.ts'

/** Reports and exports read columns that the variants drop. */
const definitions = project.definitions.filter(({ kind }) => kind !== 'report' && kind !== 'export')
const release = buildRelease({ ...project, definitions, readerRole: 'probe_reader' })
const base = desiredState(release)
const metrics =
  'date, active_users, active_channels, videos_generated, videos_published, videos_failed, avg_generation_time, avg_quality_score'

const variants: readonly Variant[] = [
  {
    title: 'add',
    select: {
      'analytics.mrr_calculation': '*, 1 as added',
      'analytics.platform_performance': '*, 2 as added',
      'analytics.video_performance_analysis': '*, 3 as added',
    },
  },
  {
    title: 'rename',
    select: {
      'analytics.mrr_calculation':
        'month, active_users, base_mrr as base, overage_mrr as overage, total_mrr, arpu, previous_mrr, mrr_growth_rate',
      'analytics.platform_performance':
        'avg_api_latency, p95_api_latency, youtube_quota_used_today as quota_used, youtube_quota_remaining',
    },
    words: { base_mrr: 'base', overage_mrr: 'overage', youtube_quota_used_today: 'quota_used' },
  },
  {
    title: 'retype',
    select: {
      'analytics.mrr_calculation':
        'month, active_users, base_mrr, overage_mrr, total_mrr::double precision as total_mrr, arpu, previous_mrr, mrr_growth_rate',
      'analytics.platform_performance':
        'avg_api_latency, p95_api_latency, youtube_quota_used_today::numeric as youtube_quota_used_today, youtube_quota_remaining',
    },
  },
  {
    title: 'drop',
    select: {
      'analytics.mrr_calculation': 'month, active_users, total_mrr, arpu',
      'analytics.video_performance_analysis':
        'video_id, user_id, title, published_at, views, revenue_cents, engagement_rate, performance_tier',
    },
    words: { base_mrr: 'total_mrr', overage_mrr: 'arpu' },
  },
  {
    title: 'redefine what is stored',
    select: {
      'analytics.channel_performance': '*, revenue_last_30d * 2 as doubled',
      'analytics.video_generation_metrics': `${metrics}, avg_cost_per_video as cost, success_rate`,
    },
    words: { avg_cost_per_video: 'cost' },
  },
]

const sqlOf = ({ queries }: DesiredState) => queries.map(({ sql }) => sql)

/** A database with the sample, and the role of somebody who was given everything by hand. */
async function sampleDatabase(): Promise<TestDatabase & { client: pg.Client }> {
  const database = await testDatabase()
  const client = await database.connect()
  await createSources(client, release.sources)
  await loadSample(client, project, { now: new Date(), scale: 0.1, seed: 1 })
  for (const role of ['probe_reader', 'probe_by_hand'])
    await client.query(
      `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`,
    )
  await client.query('grant select on all tables in schema public to probe_by_hand, probe_reader')
  return { ...database, client }
}

const byHand = async (client: pg.Client) => {
  await client.query('grant usage on schema analytics to probe_by_hand')
  await client.query('grant select on all tables in schema analytics to probe_by_hand')
}

const readers = [...new Array<string>(4).fill('probe_reader'), ...new Array<string>(4).fill('probe_by_hand')]
const reports = new Map<string, ProbeReport>()

test('deploys that add, rename, retype, drop and redefine break no query of eight readers', {
  timeout: 180_000,
}, async () => {
  const { client, connectionString } = await sampleDatabase()
  await applyRelease(client, base)
  await byHand(client)
  const probe = await startReaders(connectionString, readers, sqlOf(base))
  for (const variant of variants) {
    const next = stateVariant(base, variant)
    await applyRelease(client, next, { phase: 'expand' })
    await probe.show(sqlOf(next))
    await applyRelease(client, next, { phase: 'contract' })
    const back = await earlierRelease(client, base.project, base.version)
    await applyRelease(client, back, { phase: 'expand' })
    await probe.show(sqlOf(base))
    await applyRelease(client, back, { phase: 'contract' })
  }
  const report = await probe.stop()
  reports.set('sightline', report)
  expect([...new Set(report.errors)]).toEqual([])
  // The longest wait of an idle machine is below 100 ms; a busy one also waits for its processor.
  expect(report.longest).toBeLessThan(1000)
})

test.each([
  ['create and rename, as dbt does', createAndRename],
  ['drop and create', dropAndCreate],
] as const)('for scale, the same changes by %s', { timeout: 180_000 }, async (name, build) => {
  const { client, connectionString } = await sampleDatabase()
  await client.query('create schema analytics; grant usage on schema analytics to probe_reader')
  const models = modelsOf(base)
  await createModels(client, models, 'probe_reader')
  await byHand(client)
  const probe = await startReaders(connectionString, readers, sqlOf(base))
  for (const variant of variants) {
    const next = stateVariant(base, variant)
    await build(client, modelsOf(next), 'probe_reader')
    await probe.show(sqlOf(next))
    await build(client, models, 'probe_reader')
    await probe.show(sqlOf(base))
  }
  const report = await probe.stop()
  reports.set(name, report)
  for (const [way, { queries, errors, longest }] of reports)
    process.stdout.write(
      `${way}: ${queries} queries, ${errors.length} errors, longest ${Math.round(longest)} ms\n`,
    )
  expect(report.queries).toBeGreaterThan(0)
})
