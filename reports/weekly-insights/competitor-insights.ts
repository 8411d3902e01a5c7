import { percentile, ratio } from 'sightline'
import { reportTable } from 'sightline/reports'
import { publishedInPeriod } from '../published-in-period.ts'

/** Fewer channels than these would not be anonymous. */
const enoughChannels = 5

export const competitorInsights = reportTable({
  title: 'Competitor insights',
  description:
    'Views per video of each channel beside the other channels of its niche: their median and their top quarter, where there are at least five.',
  query: publishedInPeriod()
    .with('by_channel', (db) =>
      db
        .selectFrom('published')
        .groupBy(['user_id', 'channel_id', 'channel_name', 'niche'])
        .select((eb) => [
          'user_id',
          'channel_id',
          'channel_name',
          'niche',
          eb.fn.avg<number>('views').as('views'),
        ]),
    )
    .selectFrom('by_channel as own')
    .innerJoin('by_channel as other', (join) =>
      join.onRef('other.niche', '=', 'own.niche').onRef('other.user_id', '<>', 'own.user_id'),
    )
    .groupBy(['own.user_id', 'own.channel_id', 'own.channel_name', 'own.niche', 'own.views'])
    .having((eb) => eb.fn.countAll<number>(), '>=', enoughChannels)
    .select((eb) => {
      const median = percentile(0.5, eb.ref('other.views'))
      return [
        'own.user_id',
        'own.channel_name',
        'own.niche',
        'own.views',
        median.as('median'),
        percentile(0.75, eb.ref('other.views')).as('top_quarter'),
        ratio(eb.ref('own.views'), median).as('against_median'),
      ]
    })
    .orderBy('own.channel_name'),
  columns: {
    channel_name: { label: 'Channel' },
    niche: { label: 'Niche' },
    views: { label: 'Views per video', decimals: 0 },
    median: { label: 'Median of the niche', decimals: 0 },
    top_quarter: { label: 'Top quarter from', decimals: 0 },
    against_median: { label: 'Against the median', unit: 'suffix:×', decimals: 2 },
  },
  empty: 'Your niches have too few other channels to compare with.',
})
