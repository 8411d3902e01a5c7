import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { youtubeApiCalls } from '../sql/sources.ts'
import { Random } from './random.ts'
import { addDays, day } from './time.ts'

const daysLogged = 90

/** The quota of each day by endpoint: always below 10000, and nearly used up today. */
export function* createYoutubeApiCalls({
  now,
  seed,
}: SampleTarget): Generator<SampleRow<typeof youtubeApiCalls>> {
  const random = new Random(seed, 'youtube quota')
  for (let ago = daysLogged; ago > 0; ago--) {
    const growth = 1 - ago / daysLogged
    yield* spend(random, addDays(now, -ago), Math.round(random.between(4800, 6600) + 2900 * growth))
  }
  const dayPassed = (now.getTime() % day) / day
  yield* spend(random, addDays(now, 0), Math.round(7050 + 1900 * dayPassed + random.between(0, 700)))
}

/** Divides a day's units: an upload costs 1600, a search 100, a thumbnail 50, and what is read 1 each. */
function* spend(random: Random, date: Date, units: number): Generator<SampleRow<typeof youtubeApiCalls>> {
  const uploads = 1600 * Math.floor((units * random.between(0.5, 0.75)) / 1600)
  const searches = 100 * Math.floor(((units - uploads) * random.between(0.3, 0.5)) / 100)
  const thumbnails = 50 * Math.floor(((units - uploads - searches) * random.between(0.1, 0.3)) / 50)
  const channels = Math.floor((units - uploads - searches - thumbnails) * random.between(0.2, 0.4))
  const calls = {
    'videos.insert': uploads,
    'search.list': searches,
    'thumbnails.set': thumbnails,
    'channels.list': channels,
    'videos.list': units - uploads - searches - thumbnails - channels,
  }
  for (const [endpoint, quota_units] of Object.entries(calls)) yield { date, endpoint, quota_units }
}
