import { factory, given, proofs, timeline } from 'sightline/proofs'
import { youtubeApiCalls } from '../sql/sources.ts'
import { youtubeQuotaCritical } from './youtube-quota-critical.ts'

const call = factory(youtubeApiCalls, { date: '2026-03-15' })

export default proofs(
  {
    now: '2026-03-15T12:00:00Z',
    equivalent: [
      {
        of: youtubeQuotaCritical,
        change: 'noData NoData → Alerting',
        reason: 'The view always has a row.',
      },
    ],
  },
  {
    'a day without calls is normal': given().alert(youtubeQuotaCritical, 'normal', { value: 0 }),
    '9000 units are normal': given(call({ quota_units: 9000 })).alert(youtubeQuotaCritical, 'normal', {
      value: 9000,
    }),
    '9001 units fire, critical, for the platform team': given(call({ quota_units: 9001 })).alert(
      youtubeQuotaCritical,
      'firing',
      { value: 9001, labels: { severity: 'critical', team: 'platform' } },
    ),
    'units of all endpoints count': given(
      call({ endpoint: 'videos.insert', quota_units: 8000 }),
      call({ endpoint: 'search.list', quota_units: 1001 }),
    ).alert(youtubeQuotaCritical, 'firing', { value: 9001 }),
    'units of yesterday do not count': given(call({ date: '2026-03-14', quota_units: 9999 })).alert(
      youtubeQuotaCritical,
      'normal',
      { value: 0 },
    ),
    'quota that is used up still fires': given(call({ quota_units: 12_000 })).alert(
      youtubeQuotaCritical,
      'firing',
      { value: 12_000 },
    ),
    'over a day it waits, fires within a minute, and is over at midnight in UTC': timeline(
      youtubeQuotaCritical,
      '2026-03-15T00:00:00Z',
    )
      .expect('normal', { value: 0 })
      .at('06:00')
      .insert(call({ quota_units: 4000 }))
      .expect('normal', { value: 4000 })
      .at('17:59:30')
      .insert(call({ quota_units: 5500 }))
      .at('17:59:59')
      .expect('normal', { value: 4000 })
      .at('18:00')
      .expect('firing', { value: 9500 })
      .at('23:59')
      .expect('firing', { value: 9500 })
      .at('2026-03-16T00:00:00Z')
      .expect('normal', { value: 0 }),
    'a rule that waits two minutes would be pending first, and resolved at midnight': timeline(
      { ...youtubeQuotaCritical, for: '2m' },
      '2026-03-15T17:50:00Z',
    )
      .expect('normal')
      .at('17:59:30')
      .insert(call({ quota_units: 9500 }))
      .at('18:01')
      .expect('pending', { value: 9500 })
      .at('18:02')
      .expect('firing')
      .at('23:59')
      .expect('firing')
      .at('2026-03-16T00:00:00Z')
      .expect('normal', { value: 0 }),
    'an hour of a database that does not answer is an error': timeline(
      youtubeQuotaCritical,
      '2026-03-15T09:00:00Z',
    )
      .insert(call({ quota_units: 9500 }))
      .expect('firing')
      .at('09:01')
      .break('connection refused')
      .expect([{ state: 'error' }, { state: 'firing' }])
      .at('09:03')
      .expect('error')
      .at('09:30')
      .mend()
      .expect('firing'),
  },
)
