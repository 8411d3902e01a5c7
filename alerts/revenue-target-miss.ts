import { alertRule, below, from, now, ratio, sql, startOfToday } from 'sightline'
import { dollars } from '../sql/dollars.ts'
import { channels, videos } from '../sql/sources.ts'
import { warnings } from './contact-points.ts'

/** US dollars a day and user: 10,000 a month. */
const dailyTarget = 333

export const revenueTargetMiss = alertRule('Revenue Target Miss', {
  uid: 'ytempire-revenue-target-miss',
  summary: 'Videos published today have earned {{ humanizePercentage $values.B.Value }} of their target.',
  description:
    "Revenue of the videos published since 00:00 UTC, against 333 US dollars for each user who published, times the part of the UTC day that has passed; below 80%. From 06:00 UTC on, and only when somebody has published. Look for videos with few views for their age in analytics.video_performance_analysis, and check that YouTube's revenue numbers have arrived. It fires at once: the next evaluation is an hour away.",
  query: publishedToday()
    .selectFrom('published_today')
    .where('publishers', '>', 0)
    .where('day_passed', '>=', 0.25)
    .select((eb) => {
      const target = sql<number>`${sql.lit(dailyTarget)} * ${eb.ref('publishers')} * ${eb.ref('day_passed')}`
      return ratio(eb.ref('revenue'), target).as('attainment')
    }),
  value: 'attainment',
  condition: below(0.8),
  every: '1h',
  for: '0s',
  severity: 'warning',
  labels: { team: 'growth' },
  noData: 'OK', // no row: too early in the day, or nobody has published
  onError: 'Error',
  contactPoint: warnings,
})

/** What today's videos have earned, for how many users, in which part of the UTC day. */
function publishedToday() {
  const dayPassed = sql<number>`extract(epoch from ${now()} - ${startOfToday()}) / 86400`
  return from(videos, channels).with('published_today', (db) =>
    db
      .selectFrom('videos')
      .innerJoin('channels', 'channels.channel_id', 'videos.channel_id')
      .where('videos.status', '=', 'published')
      .where('videos.published_at', '>=', startOfToday())
      .where('videos.published_at', '<=', now())
      .select((eb) => [
        dollars(eb.fn.sum('videos.revenue_cents')).as('revenue'),
        eb.fn.count('channels.user_id').distinct().as('publishers'),
        dayPassed.as('day_passed'),
      ]),
  )
}
