import { alertRule, below, sql } from 'sightline'
import type { AlertRule } from 'sightline/engine'
import { buildRelease, type Prover } from 'sightline/engine'
import type { Proofs } from 'sightline/proofs'
import { beforeAll, expect, it } from 'vitest'
import revenueProofs from '../../alerts/revenue-target-miss.proof.ts'
import { revenueTargetMiss } from '../../alerts/revenue-target-miss.ts'
import failureProofs from '../../alerts/video-generation-failures.proof.ts'
import { videoGenerationFailures } from '../../alerts/video-generation-failures.ts'
import quotaProofs from '../../alerts/youtube-quota-critical.proof.ts'
import { youtubeQuotaCritical } from '../../alerts/youtube-quota-critical.ts'
import project from '../../sightline.config.ts'
import { Given } from '../../toolkit/define/proofs/given.ts'
import { Timeline } from '../../toolkit/define/proofs/timeline.ts'
import { proverOfRelease } from '../support/prover.ts'

/** The rules as they were specified, with a clock that can be frozen. */
const failures = alertRule('Video Generation Failures', {
  ...videoGenerationFailures,
  queries: {
    rate: {
      query: sql<{ failure_rate: number }>`
        select count(case when status = 'failed' then 1 end)::float / count(*) as failure_rate
        from video_generation_log
        where created_at > now() - interval '1 hour'`,
      value: 'failure_rate',
      reduce: 'last',
    },
  },
  condition: { type: 'math', expression: '$rate > 0.1' },
})

const quota = alertRule('YouTube Quota Critical', {
  ...youtubeQuotaCritical,
  queries: {
    used: {
      query: sql<{ youtube_quota_used_today: number }>`
        select (select sum(quota_units) from youtube_api_calls where date = (now() at time zone 'UTC')::date)
          as youtube_quota_used_today`,
      value: 'youtube_quota_used_today',
      reduce: 'last',
    },
  },
  condition: { type: 'math', expression: '$used > 9000' },
})

const attainment = (videos: string, owner: string) =>
  alertRule('Revenue Target Miss', {
    uid: 'specified',
    summary: 'Below target.',
    description: 'As specified.',
    query: sql<{ attainment: number }>`
      select sum(revenue_cents) / 100.0 / (count(distinct ${sql.raw(owner)}) * 333) as attainment
      from ${sql.raw(videos)}
      where published_at >= date_trunc('day', now(), 'UTC')`,
    value: 'attainment',
    condition: below(0.8),
    every: '1h',
    for: '0s',
    severity: 'warning',
    noData: 'OK',
    onError: 'Error',
    contactPoint: revenueTargetMiss.contactPoint,
  })

let prover: Prover

beforeAll(async () => {
  prover = await proverOfRelease(buildRelease(project))
})

/** The titles of proofs that another rule in the place of theirs fails. */
async function failing({ cases, ...rest }: Proofs, rule: AlertRule): Promise<string[]> {
  const exchanged = Object.fromEntries(
    Object.entries(cases).map(([title, proof]) => [
      title,
      'rows' in proof
        ? new Given(
            proof.rows,
            proof.now,
            proof.expectations.map((one) => (one.of === 'alert' ? { ...one, rule } : one)),
          )
        : new Timeline(rule, proof.from, proof.steps),
    ]),
  )
  const failed: string[] = []
  for (const title of Object.keys(exchanged)) {
    const { passed } = await prover.run({ ...rest, cases: exchanged }, title)
    if (!passed) failed.push(title)
  }
  return failed
}

it('a failure rule that divides by zero fails the proof of an idle hour', async () => {
  expect(await failing(failureProofs, failures)).toContain('an idle hour has no row, and no alert')
})

it('a failure rule that counts attempts which still run fails a proof', async () => {
  expect(await failing(failureProofs, failures)).toContain('attempts that run are no part of the rate')
})

it('a quota rule of a sum that is NULL without calls fails the proofs of a day without any', async () => {
  const failed = await failing(quotaProofs, quota)
  expect(failed).toContain('a day without calls is normal')
  expect(failed).toContain('over a day it waits, fires within a minute, and is over at midnight in UTC')
})

it('a revenue rule of a column that does not exist holds in no proof that wants it to fire', async () => {
  const failed = await failing(revenueProofs, attainment('videos', 'user_id'))
  expect(failed).toContain('a cent less fires, as a warning for the growth team')
  expect(failed).toContain('over a normal day it is silent')
})

it('a revenue rule that holds a day so far against a whole day fails the proof of 00:30', async () => {
  const joined = 'videos join channels using (channel_id)'
  const failed = await failing(revenueProofs, attainment(joined, 'channels.user_id'))
  expect(failed).toContain('it does not fire at 00:30 of a normal day')
  expect(failed).toContain('over a normal day it is silent')
})
