import { report } from 'sightline/reports'
import { activeUsers } from '../active-users.ts'
import { adviceSection } from '../rules/advice.ts'
import { competitorInsights } from './competitor-insights.ts'
import { performanceAnalysis } from './performance-analysis.ts'
import { weeklyTrends } from './weekly-trends.ts'

export const weeklyInsights = report('weekly_insights', {
  title: 'Your week',
  description: 'How last week went and what could be better, each Monday.',
  schedule: { every: 'week', on: 'monday', at: '08:00' },
  userColumn: 'user_id',
  recipients: activeUsers,
  sections: [
    weeklyTrends,
    performanceAnalysis,
    adviceSection('Optimization opportunities'),
    competitorInsights,
  ],
})
