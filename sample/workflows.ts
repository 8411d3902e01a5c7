import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { n8nWorkflows, systemMetadata } from '../sql/sources.ts'
import { byWeight, Random } from './random.ts'
import { before, day, hour, minute } from './time.ts'

const workflowsAtScaleOne = 40
const names = [
  'Research trending topics',
  'Write script',
  'Synthesize voice',
  'Render video',
  'Design thumbnails',
  'Upload to YouTube',
  'Sync analytics',
  'Answer comments',
  'Send weekly report',
  'Renew subscriptions',
] as const

/** The workflows with their last status: most succeeded, some run now, and a few failed within the hour. */
export function* createWorkflows({
  now,
  scale,
  seed,
}: SampleTarget): Generator<SampleRow<typeof n8nWorkflows>> {
  const random = new Random(seed, 'workflows')
  const count = Math.round(workflowsAtScaleOne * Math.max(1, scale) ** 0.5)
  for (let i = 0; i < count; i++) {
    const name = names[i % names.length] ?? names[0]
    const status = byWeight(
      [
        ['succeeded', 72],
        ['running', 18],
        ['failed', 10],
      ],
      i < 20 ? i / 20 : random.next(),
    )
    const ago = status === 'running' ? random.between(0.2, 25) * minute : random.between(0.02, 2.5) * day
    const recent = status === 'failed' && i < 20 ? random.between(5, 55) * minute : ago
    yield {
      workflow_id: `wf_${String(i + 1).padStart(4, '0')}`,
      name: `${name} #${Math.floor(i / names.length) + 1}`,
      status,
      timestamp: before(now, recent),
    }
  }
}

/** The facts about the system, with the time of the last hourly refresh. */
export function* createSystemMetadata({ now }: SampleTarget): Generator<SampleRow<typeof systemMetadata>> {
  const refreshed = new Date(Math.floor(now.getTime() / hour) * hour)
  yield { key: 'last_analytics_refresh', value: refreshed.toISOString() }
  yield { key: 'platform_version', value: '1.8.2' }
  yield { key: 'environment', value: 'sample' }
}
