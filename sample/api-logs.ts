import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { apiLogs } from '../sql/sources.ts'
import { byWeight, decimals, Random } from './random.ts'
import { before, hourRhythm, minute } from './time.ts'

const minutesOfDay = 24 * 60
const requestsPerMinute = 3.5

/** The usual milliseconds of each endpoint. */
const endpoints = {
  '/api/v1/dashboard': 95,
  '/api/v1/channels': 70,
  '/api/v1/videos': 85,
  '/api/v1/analytics': 210,
  '/api/v1/videos/generate': 340,
  '/api/v1/auth/session': 40,
  '/api/v1/billing': 120,
} as const

const endpointWeights = [
  ['/api/v1/dashboard', 24],
  ['/api/v1/channels', 18],
  ['/api/v1/videos', 22],
  ['/api/v1/analytics', 14],
  ['/api/v1/videos/generate', 7],
  ['/api/v1/auth/session', 11],
  ['/api/v1/billing', 4],
] as const

const statusCodes = [
  [200, 905],
  [201, 40],
  [400, 12],
  [401, 10],
  [404, 14],
  [429, 8],
  [500, 7],
  [503, 4],
] as const

/** The requests of the last 24 hours, oldest first; ten times the scale is twice as many of five times the days. */
export function* createApiLogs({ now, scale, seed }: SampleTarget): Generator<SampleRow<typeof apiLogs>> {
  const random = new Random(seed, 'api logs')
  const size = requestsPerMinute * Math.max(1, scale) ** 0.3
  const minutesLogged = Math.round(minutesOfDay * Math.max(1, scale) ** 0.7)
  const slowest = random.integer(120, minutesOfDay - 90)
  for (let ago = minutesLogged; ago > 0; ago--) {
    const start = before(now, ago * minute)
    // For twenty minutes of the day the database was slow.
    const slow = Math.abs(ago - slowest) < 10 ? 2.6 : 1
    const count = Math.max(ago % 2, random.poisson(size * hourRhythm(start)))
    for (let i = 0; i < count; i++) {
      const endpoint = byWeight(endpointWeights, random.next())
      yield {
        timestamp: new Date(start.getTime() + Math.floor(((i + random.next()) / count) * minute)),
        endpoint,
        status_code: byWeight(statusCodes, random.next()),
        response_time_ms: decimals(endpoints[endpoint] * random.logNormal(0.55) * slow, 2),
      }
    }
  }
}
