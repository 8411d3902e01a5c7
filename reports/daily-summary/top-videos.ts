import { reportTable } from 'sightline/reports'
import { publishedInPeriod } from '../published-in-period.ts'

export const topVideos = reportTable({
  title: 'Top videos',
  description: 'The five videos of the day that were seen most.',
  query: publishedInPeriod()
    .with('ranked', (db) =>
      db
        .selectFrom('published')
        .selectAll()
        .select((eb) =>
          eb.fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('user_id').orderBy('views', 'desc').orderBy('video_id'))
            .as('place'),
        ),
    )
    .selectFrom('ranked')
    .where('place', '<=', 5)
    .select(['user_id', 'place', 'title', 'channel_name', 'views', 'revenue'])
    .orderBy('place'),
  columns: {
    title: { label: 'Video' },
    channel_name: { label: 'Channel' },
    views: { label: 'Views', decimals: 0 },
    revenue: { label: 'Revenue', unit: 'currencyUSD', decimals: 2 },
  },
  empty: 'No video was published.',
})
