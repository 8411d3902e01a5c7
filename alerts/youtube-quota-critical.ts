import { above, alertRule, rows } from 'sightline'
import { youtubeQuotaUsage } from '../dashboards/operations/system-health.ts'
import { platformPerformance } from '../sql/views/platform-performance.ts'
import { critical } from './contact-points.ts'

export const youtubeQuotaCritical = alertRule('YouTube Quota Critical', {
  uid: 'ytempire-youtube-quota-critical',
  summary: '{{ $values.B.Value }} of the 10000 units of YouTube quota are spent today.',
  description:
    'Above 9000 units; at 10000 YouTube refuses every call until the quota resets. Pause what is not urgent: group youtube_api_calls of today by endpoint to see what spends most. It fires at once: within a day the number only rises, so waiting would prove nothing.',
  query: rows(platformPerformance).select('youtube_quota_used_today'),
  value: 'youtube_quota_used_today',
  condition: above(9000),
  every: '1m',
  for: '0s',
  severity: 'critical',
  labels: { team: 'platform' },
  noData: 'NoData', // the view always has a row
  onError: 'Error',
  contactPoint: critical,
  shownOn: youtubeQuotaUsage,
})
