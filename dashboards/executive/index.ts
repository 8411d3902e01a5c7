import { dashboard, linksToTag } from 'sightline'
import { keyBusinessMetrics } from './key-business-metrics.ts'
import { revenueTrends } from './revenue-trends.ts'

export const executiveDashboard = dashboard({
  uid: 'ytempire-executive',
  title: 'YTEMPIRE Executive Dashboard',
  description: 'How the business does: recurring revenue, users, channels and videos.',
  tags: ['ytempire'],
  refresh: '30s',
  time: { from: 'now-30d', to: 'now' },
  links: [linksToTag('YTEMPIRE', 'ytempire', { keepTime: false })],
  rows: [keyBusinessMetrics, revenueTrends],
})
