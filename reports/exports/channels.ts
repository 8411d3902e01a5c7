import { from, userExport } from 'sightline'
import { channelPerformance } from '../../sql/materialized/channel-performance.ts'

export const channelsExport = userExport('channels', {
  description: 'Every channel with its videos, views, engagement and revenue, as of the last refresh.',
  userColumn: 'user_id',
  query: from(channelPerformance)
    .selectFrom('analytics.channel_performance')
    .selectAll()
    .orderBy('user_id')
    .orderBy('channel_id'),
})
