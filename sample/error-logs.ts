import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { errorLogs } from '../sql/sources.ts'
import { byWeight, Random } from './random.ts'
import { before, hour, minute } from './time.ts'

const hoursLogged = 72
const bursts = 6

interface Fault {
  readonly service: string
  readonly messages: readonly [string, ...string[]]
}

const faults: readonly [Fault, ...Fault[]] = [
  {
    service: 'api',
    messages: [
      'Request timed out after 30000 ms',
      'Connection pool exhausted',
      'Unhandled rejection in /api/v1/analytics',
    ],
  },
  {
    service: 'video-generator',
    messages: [
      'Rendering worker ran out of memory',
      'Voice synthesis returned no audio',
      'Script was rejected by moderation',
    ],
  },
  {
    service: 'youtube-uploader',
    messages: ['Upload was interrupted, resuming', 'Quota of the day is nearly used', 'Access token expired'],
  },
  {
    service: 'n8n',
    messages: [
      'Workflow exceeded its time limit',
      'Webhook answered with status 502',
      'Retrying step after a network error',
    ],
  },
  {
    service: 'billing',
    messages: ['Card was declined', 'Webhook signature did not match', 'Invoice was already paid'],
  },
]

/** Log lines of the last three days: a steady few each hour, and bursts that all lie more than an hour back. */
export function* createErrorLogs({ now, scale, seed }: SampleTarget): Generator<SampleRow<typeof errorLogs>> {
  const random = new Random(seed, 'error logs')
  const perHour = 4 * Math.max(1, scale) ** 0.15
  for (let ago = hoursLogged; ago > 0; ago--) {
    const count = Math.max(ago === 1 ? 3 : 0, random.poisson(perHour))
    for (let i = 0; i < count; i++) {
      const severity = byWeight(
        [
          ['warning', 64],
          ['error', 32],
          ['critical', 4],
        ],
        i === 0 ? 0.8 : random.next(),
      )
      const { service, messages } = random.pick(faults)
      yield {
        timestamp: before(now, (ago - random.next()) * hour),
        severity,
        service,
        message: random.pick(messages),
      }
    }
  }
  for (let burst = 0; burst < bursts; burst++) {
    const start = before(now, random.between(1.5, hoursLogged) * hour)
    const { service, messages } = random.pick(faults)
    const message = random.pick(messages)
    const length = random.between(3, 12) * minute
    for (let i = random.integer(12, 45); i > 0; i--) {
      const severity = byWeight(
        [
          ['error', 80],
          ['warning', 12],
          ['critical', 8],
        ],
        random.next(),
      )
      yield {
        timestamp: new Date(start.getTime() + Math.floor(random.next() * length)),
        severity,
        service,
        message,
      }
    }
  }
}
