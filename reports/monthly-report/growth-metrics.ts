import { ratio } from 'sightline'
import { figures } from 'sightline/reports'
import { publishedByDay } from '../published-by-day.ts'
import { publishedInPeriod } from '../published-in-period.ts'

export const growthMetrics = figures({
  title: 'Growth metrics',
  description: 'What was published in the month, and how it was received so far.',
  query: publishedInPeriod()
    .selectFrom('published')
    .groupBy('user_id')
    .select((eb) => {
      const views = eb.fn.sum<number>('views')
      const engagements = eb(eb.fn.sum<number>('likes'), '+', eb.fn.sum<number>('comments'))
      return [
        'user_id',
        eb.fn.countAll<number>().as('videos'),
        eb.fn.count<number>('channel_id').distinct().as('channels'),
        views.as('views'),
        ratio(views, eb.fn.countAll<number>()).as('views_per_video'),
        ratio(engagements, views).as('engagement'),
      ]
    }),
  chart: publishedByDay('Published by day'),
  figures: {
    videos: { label: 'Videos published', better: 'higher' },
    channels: { label: 'Channels that published', better: 'higher' },
    views: { label: 'Views', decimals: 0, better: 'higher' },
    views_per_video: { label: 'Views per video', decimals: 0, better: 'higher' },
    engagement: { label: 'Engagement', unit: 'percentunit', decimals: 2, better: 'higher' },
  },
})
