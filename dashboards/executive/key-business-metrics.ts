import {
  asTime,
  from,
  interval,
  now,
  row,
  rows,
  sql,
  startOfToday,
  statPanel,
  thresholds,
  today,
  utcDay,
} from 'sightline'
import { channels, users, videos } from '../../sql/sources.ts'
import { mrrCalculation } from '../../sql/views/mrr-calculation.ts'

/** Grafana draws a sparkline over its panel's time range, so each panel has one that fits its history. */
const frame = { size: { width: 6, height: 8 }, hideTimeOverride: true }
const lastYear = { ...frame, timeFrom: '1y' } as const

const mrr = statPanel({
  title: 'MRR',
  description:
    'Monthly recurring revenue of the latest month with active billing records (US dollars): tier prices plus overage, from analytics.mrr_calculation. Red below 50,000, green from 100,000. The line is the last year by month; the number does not follow the time picker.',
  ...lastYear,
  unit: 'currencyUSD',
  decimals: 0,
  thresholds: thresholds('red', [50_000, 'yellow'], [100_000, 'green']),
  query: rows(mrrCalculation)
    .select((eb) => [asTime(eb.ref('month')).as('time'), 'total_mrr as MRR'])
    .orderBy('time'),
})

const activeUsers = statPanel({
  title: 'Active Users',
  description:
    'Users whose account is active now (count), from users. The line of the last year adds them up by the day they signed up, so it leaves out users who have gone since. Red where nobody is active; the number does not follow the time picker.',
  ...lastYear,
  unit: 'short',
  thresholds: thresholds('red', [1, 'blue']),
  noValue: '0',
  query: rows(users)
    .where('status', '=', 'active')
    .groupBy('signup_date')
    .select((eb) => [
      asTime(eb.ref('signup_date')).as('time'),
      eb.fn
        .sum(eb.fn.count('user_id'))
        .over((over) => over.orderBy('signup_date'))
        .as('Active Users'),
    ])
    .orderBy('time'),
})

const totalChannels = statPanel({
  title: 'Total Channels',
  description:
    'Channels that are active now (count), from channels. The line of the last year adds them up by the UTC day they were created, so it leaves out channels paused since. Red where none is active; the number does not follow the time picker.',
  ...lastYear,
  unit: 'short',
  thresholds: thresholds('red', [1, 'purple']),
  noValue: '0',
  query: from(channels)
    .with('active_channels', (db) =>
      db
        .selectFrom('channels')
        .where('status', '=', 'active')
        .select((eb) => ['channel_id', utcDay(eb.ref('created_at')).as('created_on')]),
    )
    .selectFrom('active_channels')
    .groupBy('created_on')
    .select((eb) => [
      asTime(eb.ref('created_on')).as('time'),
      eb.fn
        .sum(eb.fn.count('channel_id'))
        .over((over) => over.orderBy('created_on'))
        .as('Total Channels'),
    ])
    .orderBy('time'),
})

const videosToday = statPanel({
  title: 'Videos Today',
  description:
    'Videos published since 00:00 UTC (count), from videos. The line is the last 14 days, each a whole UTC day except today. Red until the first video of the day is published, orange from then on; the number does not follow the time picker.',
  ...frame,
  timeFrom: '14d',
  unit: 'short',
  thresholds: thresholds('red', [1, 'orange']),
  query: from(videos)
    .with('days', (db) => db.selectNoFrom(sql<Date>`${today()} - generate_series(0, 13)`.as('day')))
    .with('published', (db) =>
      db
        .selectFrom('videos')
        .where('status', '=', 'published')
        .where('published_at', '>=', sql<Date>`${startOfToday()} - ${interval({ days: 13 })}`)
        .where('published_at', '<=', now())
        .select((eb) => [utcDay(eb.ref('published_at')).as('day'), eb.fn.count('video_id').as('videos')])
        .groupBy('day'),
    )
    .selectFrom('days')
    .leftJoin('published', 'published.day', 'days.day')
    .select((eb) => [
      asTime(eb.ref('days.day')).as('time'),
      eb.fn.coalesce('published.videos', eb.lit(0)).as('Videos Today'),
    ])
    .orderBy('time'),
})

export const keyBusinessMetrics = row('Key Business Metrics', {
  panels: [mrr, activeUsers, totalChannels, videosToday],
})
