import { asTime, utcDay } from 'sightline'
import { reportTable } from 'sightline/reports'
import { publishedByDay } from '../published-by-day.ts'
import { publishedInPeriod } from '../published-in-period.ts'

export const weeklyTrends = reportTable({
  title: 'Weekly trends',
  description: 'The days on which you published, and what came of it so far.',
  query: publishedInPeriod()
    .selectFrom('published')
    .groupBy((eb) => ['user_id', utcDay(eb.ref('published_at'))])
    .select((eb) => [
      'user_id',
      asTime(utcDay(eb.ref('published_at'))).as('day'),
      eb.fn.countAll<number>().as('videos'),
      eb.fn.sum<number>('views').as('views'),
      eb.fn.sum<number>('revenue').as('revenue'),
    ])
    .orderBy('day'),
  chart: publishedByDay('Published by day'),
  columns: {
    day: { label: 'Day' },
    videos: { label: 'Videos' },
    views: { label: 'Views', decimals: 0 },
    revenue: { label: 'Revenue', unit: 'currencyUSD', decimals: 2 },
  },
  empty: 'No video was published.',
})
