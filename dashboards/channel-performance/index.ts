import { dashboard, linksToTag } from 'sightline'
import { channelOverview } from './channel-overview.ts'
import { timeRange, userId } from './variables.ts'
import { videoPerformance } from './video-performance.ts'

export const channelPerformanceDashboard = dashboard({
  uid: 'ytempire-channels',
  title: 'Channel Performance Analytics',
  description: 'How the channels of one user do, and which of their videos do best.',
  tags: ['ytempire'],
  refresh: '5m',
  time: { from: 'now-30d', to: 'now' },
  variables: [userId, timeRange],
  links: [linksToTag('YTEMPIRE', 'ytempire', { keepTime: false })],
  rows: [channelOverview, videoPerformance],
})
