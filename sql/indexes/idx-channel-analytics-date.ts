import { desc, sourceIndex } from 'sightline'
import { channelAnalytics } from '../sources.ts'

export const idxChannelAnalyticsDate = sourceIndex('idx_channel_analytics_date', {
  description: 'The latest subscriber counts of a channel.',
  on: channelAnalytics,
  columns: ['channel_id', desc('date')],
})
