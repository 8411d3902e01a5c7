import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { systemMetrics } from '../sql/sources.ts'
import { decimals, Random } from './random.ts'
import { before, hourRhythm, minute } from './time.ts'

const minutesSampled = 24 * 60
const hosts = [
  { host: 'api-1', cpu: 34, memory: 58 },
  { host: 'render-1', cpu: 61, memory: 71 },
  { host: 'db-1', cpu: 27, memory: 76 },
] as const

/** A sample per host and minute of the last 24 hours, wandering around each host's usual load. */
export function* createSystemMetrics({
  now,
  seed,
}: SampleTarget): Generator<SampleRow<typeof systemMetrics>> {
  const random = new Random(seed, 'system metrics')
  const drift = hosts.map(() => ({ cpu: 0, memory: 0 }))
  for (let ago = minutesSampled; ago > 0; ago--) {
    const timestamp = before(now, (ago - 0.5) * minute)
    for (const [i, { host, cpu, memory }] of hosts.entries()) {
      const state = drift[i] ?? { cpu: 0, memory: 0 }
      state.cpu = state.cpu * 0.93 + random.normal(0, 2.4)
      state.memory = state.memory * 0.99 + random.normal(0, 0.35)
      yield {
        timestamp,
        host,
        cpu_usage: percent(cpu * (0.6 + 0.4 * hourRhythm(timestamp)) + state.cpu),
        memory_usage: percent(memory + state.memory),
      }
    }
  }
}

const percent = (value: number): number => decimals(Math.min(99.5, Math.max(0.5, value)), 2)
