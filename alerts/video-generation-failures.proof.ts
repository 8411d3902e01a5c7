import { factory, given, proofs, timeline } from 'sightline/proofs'
import { videoGenerationLog } from '../sql/sources.ts'
import { videoGenerationFailures } from './video-generation-failures.ts'

const attempt = factory(videoGenerationLog, { created_at: '2026-03-15T11:30:00Z', status: 'published' })
const attempts = (count: number, values: Parameters<typeof attempt>[0] = {}) =>
  Array.from({ length: count }, () => attempt(values))
const failures = (count: number, values: Parameters<typeof attempt>[0] = {}) =>
  attempts(count, { status: 'failed', ...values })

export default proofs(
  {
    now: '2026-03-15T12:00:00Z',
    equivalent: [
      {
        of: videoGenerationFailures,
        change: 'nullif(count(*), 0) → (count(*))',
        reason: 'There is no row without an attempt.',
      },
    ],
  },
  {
    'an idle hour has no row, and no alert': given().alert(videoGenerationFailures, 'normal', {
      value: null,
    }),
    'an hour in which attempts only run has no row': given(attempts(3, { status: 'running' })).alert(
      videoGenerationFailures,
      'normal',
      { value: null },
    ),
    'an hour without failures is normal': given(attempts(5)).alert(videoGenerationFailures, 'normal', {
      value: 0,
    }),
    'one failure in ten is normal': given(attempts(9), failures(1)).alert(videoGenerationFailures, 'normal', {
      value: 0.1,
    }),
    'more than one in ten fires, as a warning for the content team': given(attempts(8), failures(1)).alert(
      videoGenerationFailures,
      'firing',
      { value: 1 / 9, labels: { severity: 'warning', team: 'content' } },
    ),
    'two in nineteen fire': given(attempts(17), failures(2)).alert(videoGenerationFailures, 'firing', {
      value: 2 / 19,
    }),
    'a query that fails is an error, not silence': timeline(videoGenerationFailures, '2026-03-15T09:00:00Z')
      .break()
      .expect('error'),
    'attempts that run are no part of the rate': given(
      attempts(8),
      failures(1),
      attempts(100, { status: 'running' }),
    ).alert(videoGenerationFailures, 'firing', { value: 1 / 9 }),
    'an hour of failures has a rate of 1': given(failures(1)).alert(videoGenerationFailures, 'firing', {
      value: 1,
    }),
    'a failure with a video counts as one without': given(failures(1, { video_id: 'v' }), failures(1)).alert(
      videoGenerationFailures,
      'firing',
      { value: 1 },
    ),
    'an attempt of an hour ago does not count': given(
      failures(5, { created_at: '2026-03-15T11:00:00Z' }),
      attempts(1),
    ).alert(videoGenerationFailures, 'normal', { value: 0 }),
    'an attempt just within the hour counts': given(
      failures(1, { created_at: '2026-03-15T11:00:00.001Z' }),
    ).alert(videoGenerationFailures, 'firing', { value: 1 }),
    'an attempt of now counts': given(failures(1, { created_at: '2026-03-15T12:00:00Z' })).alert(
      videoGenerationFailures,
      'firing',
      { value: 1 },
    ),
    'an attempt of later does not count': given(
      failures(1, { created_at: '2026-03-15T12:00:00.001Z' }),
    ).alert(videoGenerationFailures, 'normal', { value: null }),
    'it fires within a quarter of an hour, and is over when the hour is idle again': timeline(
      videoGenerationFailures,
      '2026-03-15T09:00:00Z',
    )
      .expect('normal')
      .at('09:20')
      .insert(failures(1, { created_at: '2026-03-15T09:20:00Z' }))
      .at('09:29')
      .expect('normal')
      .at('09:30')
      .expect('firing', { value: 1 })
      .at('10:15')
      .expect('firing', { value: 1 })
      .at('10:30')
      .expect('normal'),
    'a rate that falls below the limit is over at once': timeline(
      videoGenerationFailures,
      '2026-03-15T09:00:00Z',
    )
      .insert(failures(1, { created_at: '2026-03-15T08:50:00Z' }))
      .expect('firing', { value: 1 })
      .at('09:10')
      .insert(attempts(9, { created_at: '2026-03-15T09:10:00Z' }))
      .at('09:15')
      .expect('normal', { value: 0.1 }),
  },
)
