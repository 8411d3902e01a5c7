import { asTime, pieChartPanel, row, rows, timeFilter, timeseriesPanel } from 'sightline'
import { channelPerformance } from '../../sql/materialized/channel-performance.ts'
import { mrrCalculation } from '../../sql/views/mrr-calculation.ts'
import { channelPerformanceDashboard } from '../channel-performance/index.ts'
import { channelTierMapping, channelTierSlices } from '../channel-tiers.ts'

const size = { width: 12, height: 8 }

const mrrGrowth = timeseriesPanel({
  title: 'MRR Growth',
  description:
    'Monthly recurring revenue of the last 12 months (US dollars): base from tier prices, overage on top, and their total, from analytics.mrr_calculation. Each point stands at the first day of its month; the current month is still growing.',
  size,
  timeFrom: '1y',
  unit: 'currencyUSD',
  decimals: 0,
  min: 0,
  legend: ['last'],
  overrides: {
    'Total MRR': { color: 'green', lineWidth: 3 },
    'Base MRR': { color: 'blue', fillOpacity: 0 },
    'Overage MRR': { color: 'orange', fillOpacity: 0 },
  },
  query: rows(mrrCalculation)
    .where((eb) => timeFilter(eb.ref('month')))
    .select((eb) => [
      asTime(eb.ref('month')).as('time'),
      'total_mrr as Total MRR',
      'base_mrr as Base MRR',
      'overage_mrr as Overage MRR',
    ])
    .orderBy('time'),
})

const revenueByChannelTier = pieChartPanel({
  title: 'Revenue by Channel Tier',
  description:
    'Revenue of the videos published in the last 30 days (US dollars), by the tier of their channel, from analytics.channel_performance, which is refreshed every hour. Elite from 10,000 a channel, growth from 5,000, established from 2,000, developing from 500. It does not follow the time picker.',
  size,
  unit: 'currencyUSD',
  decimals: 0,
  links: [{ title: 'Show channels', dashboard: channelPerformanceDashboard }],
  slices: channelTierSlices,
  overrides: { performance_tier: { mappings: [channelTierMapping] } },
  query: rows(channelPerformance)
    .groupBy('performance_tier')
    .select((eb) => ['performance_tier', eb.fn.sum('revenue_last_30d').as('revenue')])
    .orderBy('revenue', 'desc'),
})

export const revenueTrends = row('Revenue Trends', {
  panels: [mrrGrowth, revenueByChannelTier],
})
