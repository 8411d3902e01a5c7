import { ago, mapValues, row, rows, tablePanel, thresholds } from 'sightline'
import { exportLink } from 'sightline/exports'
import { videosExport } from '../../reports/exports/videos.ts'
import { dollars } from '../../sql/dollars.ts'
import { videoPerformanceAnalysis } from '../../sql/views/video-performance-analysis.ts'
import { exportsUrl } from '../exports-url.ts'
import { timeRange, userId } from './variables.ts'

const tierMapping = mapValues({
  top_10_percent: { text: 'Top 10%', color: 'purple' },
  top_25_percent: { text: 'Top 25%', color: 'blue' },
  above_average: { text: 'Above average', color: 'green' },
  below_average: { text: 'Below average', color: 'yellow' },
  bottom_25_percent: { text: 'Bottom 25%', color: 'red' },
  unranked: { text: 'Unranked', color: 'text' },
})

/** Likes and comments per hundred views from which a video engages people very well. */
const goodEngagement = 6

const topPerformingVideos = tablePanel({
  title: 'Top Performing Videos',
  description:
    'The 20 most viewed videos that the user published within the chosen time (the variable above, not the time picker), from analytics.video_performance_analysis. Views are counts so far, engagement is likes and comments per view (percent; the bar is full from 6, which is very good, green from 4 and red below 2), revenue is US dollars, the tier compares views with videos of the same niche older than a week.',
  size: { width: 24, height: 14 },
  sortedBy: 'views',
  overrides: {
    title: {
      displayName: 'Video',
      width: 420,
      links: [
        {
          title: 'Find on YouTube',
          url: 'https://www.youtube.com/results?search_query=${__data.fields.title:percentencode}',
        },
        exportLink(videosExport, {
          at: exportsUrl,
          format: 'xlsx',
          user: userId,
          title: 'Take all videos away',
        }),
      ],
    },
    views: { displayName: 'Views', unit: 'locale', align: 'right' },
    engagement_rate: {
      displayName: 'Engagement',
      unit: 'percent',
      decimals: 1,
      min: 0,
      max: goodEngagement,
      thresholds: thresholds('red', [goodEngagement / 3, 'yellow'], [(goodEngagement * 2) / 3, 'green']),
      cell: 'gauge',
      noValue: '–',
    },
    revenue: { displayName: 'Revenue', unit: 'currencyUSD', decimals: 2, align: 'right' },
    performance_tier: { displayName: 'Tier', mappings: [tierMapping], cell: 'color-text', width: 140 },
    published_at: { displayName: 'Published', unit: 'dateTimeAsIso', width: 180 },
  },
  query: rows(videoPerformanceAnalysis)
    .where('user_id', '=', userId.value())
    .where('published_at', '>=', ago(timeRange.interval()))
    .select((eb) => [
      'title',
      'views',
      'engagement_rate',
      dollars(eb.ref('revenue_cents')).as('revenue'),
      'performance_tier',
      'published_at',
    ])
    .orderBy('views', 'desc')
    .orderBy('video_id')
    .limit(20),
})

export const videoPerformance = row('Video Performance', { panels: [topPerformingVideos] })
