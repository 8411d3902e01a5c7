import { report } from 'sightline/reports'
import { activeUsers } from '../active-users.ts'
import { channelPerformanceSection } from '../channel-performance.ts'
import { adviceSection } from '../rules/advice.ts'
import { financialSummary } from './financial-summary.ts'
import { growthMetrics } from './growth-metrics.ts'

export const monthlyReport = report('monthly_report', {
  title: 'Your month',
  description: 'What last month earned, how it grew and what to do next, on the first of each month.',
  schedule: { every: 'month', at: '10:00' },
  userColumn: 'user_id',
  recipients: activeUsers,
  sections: [
    financialSummary,
    growthMetrics,
    channelPerformanceSection('Channel analysis'),
    adviceSection('Recommendations'),
  ],
})
