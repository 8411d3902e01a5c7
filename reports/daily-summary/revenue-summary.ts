import { figures } from 'sightline/reports'
import { publishedInPeriod } from '../published-in-period.ts'

export const revenueSummary = figures({
  title: 'Revenue summary',
  description: 'The videos that were published, and what they have earned and reached so far.',
  query: publishedInPeriod()
    .selectFrom('published')
    .groupBy('user_id')
    .select((eb) => [
      'user_id',
      eb.fn.countAll<number>().as('videos_published'),
      eb.fn.sum<number>('revenue').as('total_revenue'),
      eb.fn.avg<number>('revenue').as('avg_revenue_per_video'),
      eb.fn.sum<number>('views').as('total_views'),
    ]),
  figures: {
    videos_published: { label: 'Videos published', better: 'higher' },
    total_revenue: { label: 'Revenue', unit: 'currencyUSD', decimals: 2, better: 'higher' },
    avg_revenue_per_video: { label: 'Revenue per video', unit: 'currencyUSD', decimals: 2, better: 'higher' },
    total_views: { label: 'Views', decimals: 0, better: 'higher' },
  },
})
