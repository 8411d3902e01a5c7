import { dashboard, linksToTag } from 'sightline'
import { live } from './live.ts'
import { systemHealth } from './system-health.ts'
import { videoGenerationPipeline } from './video-generation-pipeline.ts'

export const operationsDashboard = dashboard({
  uid: 'ytempire-operations',
  title: 'YTEMPIRE Operations Dashboard',
  description:
    'How the platform runs: what happens now, latency, YouTube quota, and the success and cost of video generation.',
  tags: ['ytempire'],
  refresh: '10s',
  time: { from: 'now-1h', to: 'now' },
  links: [linksToTag('YTEMPIRE', 'ytempire', { keepTime: false })],
  rows: [live, systemHealth, videoGenerationPipeline],
})
