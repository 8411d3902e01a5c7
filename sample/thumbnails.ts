import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { videoThumbnails } from '../sql/sources.ts'
import { decimals, Random } from './random.ts'
import { before, day } from './time.ts'
import type { VideoPlan } from './video-plans.ts'
import { createVideos } from './videos.ts'

/** Two or three variants for about two videos in three; the best one wins once the test is two days old. */
export function* createThumbnails(
  { now, seed }: SampleTarget,
  plans: readonly VideoPlan[],
): Generator<SampleRow<typeof videoThumbnails>> {
  const decided = before(now, 2 * day)
  for (const plan of plans) {
    const random = new Random(seed, 'thumbnails', plan.channel.number)
    for (const { video_id, status, published_at } of createVideos(seed, now, plan)) {
      if (status === 'draft' || !random.chance(0.65)) continue
      const base = 5.2 * random.logNormal(0.35)
      const rates = ['A', 'B', 'C'].slice(0, random.chance(0.6) ? 3 : 2).map((variant) => ({
        variant,
        rate: decimals(Math.min(45, base * random.logNormal(0.18)), 4),
      }))
      const hasWinner = published_at !== null && published_at < decided && random.chance(0.92)
      const best = rates.reduce((a, b) => (b.rate > a.rate ? b : a))
      for (const entry of rates) {
        yield {
          video_id,
          variant: entry.variant,
          click_through_rate: entry.rate,
          is_winner: hasWinner && entry === best,
        }
      }
    }
  }
}
