import { report } from 'sightline/reports'
import { activeUsers } from '../active-users.ts'
import { channelPerformanceSection } from '../channel-performance.ts'
import { revenueSummary } from './revenue-summary.ts'
import { systemHealth } from './system-health.ts'
import { topVideos } from './top-videos.ts'

export const dailySummary = report('daily_summary', {
  title: 'Your day',
  description: 'What yesterday brought, each morning.',
  schedule: { every: 'day', at: '09:00' },
  userColumn: 'user_id',
  recipients: activeUsers,
  sections: [revenueSummary, channelPerformanceSection('Channel performance'), topVideos, systemHealth],
})
