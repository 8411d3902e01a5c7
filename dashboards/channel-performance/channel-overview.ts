import { row, rows, xyChartPanel } from 'sightline'
import { channelPerformance } from '../../sql/materialized/channel-performance.ts'
import { channelTierRank, channelTierRankMapping } from '../channel-tiers.ts'
import { userId } from './variables.ts'

const channelPerformanceMatrix = xyChartPanel({
  title: 'Channel Performance Matrix',
  description:
    "The user's channels by views (count) and revenue (US dollars) of the videos published in the last 30 days; the larger the point, the more subscribers, and its colour is the tier, from purple (elite) over blue, green and yellow to red (struggling); a pointer on it shows its name. From analytics.channel_performance, which is refreshed every hour; the time picker has no effect.",
  size: { width: 24, height: 10 },
  x: 'views_last_30d',
  y: 'revenue_last_30d',
  pointSize: 'current_subscribers',
  pointColor: 'tier',
  overrides: {
    channel_name: { displayName: 'Channel' },
    views_last_30d: { displayName: 'Views (30d)', axisLabel: 'Views (30d)', unit: 'short', min: 0 },
    revenue_last_30d: {
      displayName: 'Revenue (30d)',
      axisLabel: 'Revenue (30d)',
      unit: 'currencyUSD',
      min: 0,
    },
    current_subscribers: { displayName: 'Subscribers', unit: 'short' },
    tier: { displayName: 'Tier', mappings: [channelTierRankMapping], noValue: 'Unranked' },
  },
  query: rows(channelPerformance)
    .where('user_id', '=', userId.value())
    .select((eb) => [
      'channel_name',
      'views_last_30d',
      'revenue_last_30d',
      'current_subscribers',
      channelTierRank(eb.ref('performance_tier')).as('tier'),
    ])
    .orderBy('current_subscribers', (order) => order.desc().nullsLast()),
})

export const channelOverview = row('Channel Overview', { panels: [channelPerformanceMatrix] })
