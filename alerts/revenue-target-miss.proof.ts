import { factory, given, proofs, proveEach, timeline } from 'sightline/proofs'
import { channels, videos } from '../sql/sources.ts'
import { revenueTargetMiss } from './revenue-target-miss.ts'

const channel = factory(channels, { channel_id: 'one', user_id: 'ann' })
const video = factory(videos, {
  channel_id: 'one',
  status: 'published',
  published_at: '2026-03-15T00:10:00Z',
})

export default proofs(
  {
    now: '2026-03-15T12:00:00Z',
    equivalent: [
      {
        of: revenueTargetMiss,
        change: 'public.videos inner join public. → public.videos left join public.',
        reason: 'A foreign key gives each video its channel.',
      },
      {
        of: revenueTargetMiss,
        change: 'nullif(333 * publishers * day_passed, 0) → (333 * publishers * day_passed)',
        reason: 'There is no row without publishers, nor before a quarter of the day.',
      },
      {
        of: revenueTargetMiss,
        change: '* day_passed, 0) as attainment → * day_passed, 1) as attainment',
        reason: 'The target is never below a quarter of 333 dollars.',
      },
    ],
  },
  {
    'nobody has published: no row, and no alert': given(channel()).alert(revenueTargetMiss, 'normal', {
      value: null,
    }),
    'half of the day wants half of 333 dollars a user': given(
      channel(),
      video({ revenue_cents: 16_650 }),
    ).alert(revenueTargetMiss, 'normal', { value: 1 }),
    '80 percent of the target is normal': given(channel(), video({ revenue_cents: 13_320 })).alert(
      revenueTargetMiss,
      'normal',
      { value: 0.8 },
    ),
    'a cent less fires, as a warning for the growth team': given(
      channel(),
      video({ revenue_cents: 13_319 }),
    ).alert(revenueTargetMiss, 'firing', {
      value: 133.19 / 166.5,
      labels: { severity: 'warning', team: 'growth' },
    }),
    'videos of a user count together': given(
      channel(),
      channel({ channel_id: 'two' }),
      video({ revenue_cents: 10_000 }),
      video({ channel_id: 'two', revenue_cents: 6650 }),
    ).alert(revenueTargetMiss, 'normal', { value: 1 }),
    'each user who published has a target': given(
      channel(),
      channel({ channel_id: 'two', user_id: 'bob' }),
      video({ revenue_cents: 16_650 }),
      video({ channel_id: 'two' }),
    ).alert(revenueTargetMiss, 'firing', { value: 0.5 }),
    'a user who did not publish has none': given(
      channel(),
      channel({ channel_id: 'two', user_id: 'bob' }),
      video({ revenue_cents: 16_650 }),
    ).alert(revenueTargetMiss, 'normal', { value: 1 }),
    'a video without revenue so far fires': given(channel(), video()).alert(revenueTargetMiss, 'firing', {
      value: 0,
    }),
    ...proveEach(['draft', 'scheduled'], (status) => [
      `a video that is ${status} does not count`,
      given(channel(), video({ status })).alert(revenueTargetMiss, 'normal', { value: null }),
    ]),
    'a video of yesterday does not count': given(
      channel(),
      video({ published_at: '2026-03-14T23:59:59.999Z' }),
    ).alert(revenueTargetMiss, 'normal', { value: null }),
    'a video of midnight is one of today': given(
      channel(),
      video({ published_at: '2026-03-15T00:00:00Z' }),
    ).alert(revenueTargetMiss, 'firing'),
    'a video of now counts': given(channel(), video({ published_at: '2026-03-15T12:00:00Z' })).alert(
      revenueTargetMiss,
      'firing',
    ),
    'a video that is to be published later does not count': given(
      channel(),
      video({ published_at: '2026-03-15T12:00:00.001Z' }),
    ).alert(revenueTargetMiss, 'normal', { value: null }),
    'before 06:00 it is too early to say': given(channel(), video())
      .at('2026-03-15T05:59:59Z')
      .alert(revenueTargetMiss, 'normal', { value: null }),
    'from 06:00 on it is not': given(channel(), video({ revenue_cents: 1 }))
      .at('2026-03-15T06:00:00Z')
      .alert(revenueTargetMiss, 'firing', { value: 0.01 / 83.25 }),
    'it does not fire at 00:30 of a normal day': given(channel(), video({ revenue_cents: 700 }))
      .at('2026-03-15T00:30:00Z')
      .alert(revenueTargetMiss, 'normal'),
    'a query that fails is an error, not silence': timeline(revenueTargetMiss, '2026-03-15T09:00:00Z')
      .break()
      .expect('error'),
    'over a normal day it is silent': timeline(revenueTargetMiss, '2026-03-15T00:00:00Z')
      .insert(channel(), video({ published_at: '2026-03-15T00:00:00Z', revenue_cents: 8400 }))
      .at('00:30')
      .expect('normal')
      .at('06:00')
      .expect('normal', { value: 84 / 83.25 })
      .insert(video({ published_at: '2026-03-15T06:30:00Z', revenue_cents: 12_000 }))
      .at('12:00')
      .expect('normal')
      .insert(video({ published_at: '2026-03-15T13:00:00Z', revenue_cents: 12_000 }))
      .at('23:00')
      .expect('normal')
      .at('2026-03-16T00:00:00Z')
      .expect('normal'),
    'over a day that earns nothing more it fires by noon, until a video makes up for it': timeline(
      revenueTargetMiss,
      '2026-03-15T00:00:00Z',
    )
      .insert(channel(), video({ published_at: '2026-03-15T00:00:00Z', revenue_cents: 8400 }))
      .at('07:00')
      .expect('normal')
      .at('12:00')
      .expect('firing', { value: 84 / 166.5 })
      .at('15:20')
      .insert(video({ published_at: '2026-03-15T15:20:00Z', revenue_cents: 20_000 }))
      .at('16:00')
      .expect('normal')
      .at('2026-03-16T00:00:00Z')
      .expect('normal'),
  },
)
