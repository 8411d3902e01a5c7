import { from, timeFilter } from 'sightline'
import { figures } from 'sightline/reports'
import { dollars } from '../../sql/dollars.ts'
import { channels, videoGenerationLog } from '../../sql/sources.ts'
import { publishedInPeriod } from '../published-in-period.ts'

export const financialSummary = figures({
  title: 'Financial summary',
  description: 'What the videos of the month have earned so far, and what generating them cost.',
  query: publishedInPeriod()
    .with('costs', () =>
      from(videoGenerationLog, channels)
        .selectFrom('video_generation_log as attempts')
        .innerJoin('channels', 'channels.channel_id', 'attempts.channel_id')
        .where((eb) => timeFilter(eb.ref('attempts.created_at')))
        .groupBy('channels.user_id')
        .select((eb) => [
          'channels.user_id',
          dollars(eb.fn.coalesce(eb.fn.sum<number>('attempts.total_cost_cents'), eb.lit(0))).as('cost'),
        ]),
    )
    .with('earned', (db) =>
      db
        .selectFrom('published')
        .groupBy('user_id')
        .select((eb) => ['user_id', eb.fn.sum<number>('revenue').as('revenue')]),
    )
    .selectFrom('earned')
    .fullJoin('costs', 'costs.user_id', 'earned.user_id')
    .select((eb) => {
      const revenue = eb.fn.coalesce('earned.revenue', eb.lit(0))
      const cost = eb.fn.coalesce('costs.cost', eb.lit(0))
      return [
        eb.fn.coalesce('earned.user_id', 'costs.user_id').as('user_id'),
        revenue.as('revenue'),
        cost.as('cost'),
        eb(revenue, '-', cost).as('profit'),
      ]
    }),
  figures: {
    revenue: { label: 'Revenue', unit: 'currencyUSD', decimals: 2, better: 'higher' },
    cost: { label: 'Cost of generation', unit: 'currencyUSD', decimals: 2, better: 'lower' },
    profit: { label: 'Profit', unit: 'currencyUSD', decimals: 2, better: 'higher' },
  },
})
