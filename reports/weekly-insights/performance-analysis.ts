import { rows, timeFilter } from 'sightline'
import { reportTable } from 'sightline/reports'
import { videoPerformanceAnalysis } from '../../sql/views/video-performance-analysis.ts'

export const performanceAnalysis = reportTable({
  title: 'Performance analysis',
  description: 'The videos of the week by their standing in their niche.',
  query: rows(videoPerformanceAnalysis)
    .where((eb) => timeFilter(eb.ref('published_at')))
    .groupBy(['user_id', 'performance_tier'])
    .select((eb) => [
      'user_id',
      'performance_tier',
      eb.fn.countAll<number>().as('videos'),
      eb.fn.avg<number | null>('views_vs_median').as('views_vs_median'),
      eb.fn.avg<number | null>('engagement_rate').as('engagement_rate'),
    ])
    .orderBy('videos', 'desc')
    .orderBy('performance_tier'),
  columns: {
    performance_tier: { label: 'Standing' },
    videos: { label: 'Videos' },
    views_vs_median: { label: 'Views against the median', unit: 'suffix:×', decimals: 2 },
    engagement_rate: { label: 'Engagement', unit: 'percent', decimals: 2 },
  },
  empty: 'No video was published.',
})
