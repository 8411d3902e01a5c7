import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { videoGenerationLog } from '../sql/sources.ts'
import { decimals, Random } from './random.ts'
import { addDays, before, day, hour, later, minute } from './time.ts'
import type { VideoPlan } from './video-plans.ts'
import { createVideos, type Video } from './videos.ts'

type Attempt = SampleRow<typeof videoGenerationLog>

const fewestDaysLogged = 100

/** Every attempt of the last 100 days, and of two years at a thousand times the scale: most succeed at once, some are retried, and some are running now. */
export function* createGenerationLog(
  { now, scale, seed }: SampleTarget,
  plans: readonly VideoPlan[],
): Generator<Attempt> {
  const daysLogged = Math.round(fewestDaysLogged * Math.max(1, scale) ** 0.29)
  const since = addDays(now, -daysLogged)
  const lastHour = Math.ceil(19 * Math.sqrt(scale))
  const counts = { scheduled: 0, drafts: 0 }
  for (const plan of plans) {
    const { number, createdAt } = plan.channel
    const random = new Random(seed, 'generation log', number)
    for (const video of createVideos(seed, now, plan)) {
      let attempts: Iterable<Attempt> = []
      if (video.status === 'scheduled') attempts = upcoming(random, video, now, counts.scheduled++, lastHour)
      else if (video.published_at === null)
        attempts = unfinished(random, video, now, counts.drafts++, lastHour)
      else if (video.published_at > since) attempts = finished(random, video, video.published_at)
      for (const made of attempts) yield { ...made, created_at: later(made.created_at, createdAt) }
    }
  }
}

/** The attempts for a published video, some hours before it came out. */
function* finished(random: Random, video: Video, publishedAt: Date): Generator<Attempt> {
  const made = before(publishedAt, random.between(2, 9) * hour)
  if (random.chance(0.03)) yield failure(random, video, null, before(made, random.between(6, 25) * minute))
  if (random.chance(0.025))
    yield failure(random, video, video.video_id, before(made, random.between(6, 25) * minute))
  yield success(random, video, made)
  // Now and then a video is rendered once more before it comes out.
  if (random.chance(0.012))
    yield success(random, video, new Date(made.getTime() + Math.floor(random.between(20, 80) * minute)))
}

/** The attempts for a scheduled video: the first ones in the last hour, where 1 in 20 failed, and the rest before. */
function* upcoming(
  random: Random,
  video: Video,
  now: Date,
  index: number,
  lastHour: number,
): Generator<Attempt> {
  if (index >= lastHour) {
    yield success(random, video, before(now, random.between(2 * hour, 4 * day)))
    return
  }
  const made = before(now, random.between(3, 30) * minute)
  if (index % 19 === 9) yield failure(random, video, null, before(made, random.between(6, 25) * minute))
  yield success(random, video, made)
}

/** The attempts for a draft: running now, failed so far, or none because somebody still writes it. */
function* unfinished(
  random: Random,
  video: Video,
  now: Date,
  index: number,
  lastHour: number,
): Generator<Attempt> {
  if (index % 5 === 0 && index < lastHour) {
    const started = before(now, random.between(0.5, 14) * minute)
    yield attempt(video, video.video_id, started, 'running', { seconds: null, cents: null, quality: null })
  } else if (index % 5 === 1) {
    yield failure(random, video, video.video_id, before(now, random.between(2 * hour, 20 * day)))
  }
}

function success(random: Random, video: Video, createdAt: Date): Attempt {
  const dear = random.chance(0.03) ? random.between(1.5, 3.4) : 1
  return attempt(video, video.video_id, createdAt, 'published', {
    seconds: decimals(470 * random.logNormal(0.32), 2),
    cents: Math.max(90, Math.round(random.normal(248, 34) * dear)),
    quality: random.chance(0.02) ? null : decimals(Math.min(99.5, Math.max(45, random.normal(84, 6.5))), 2),
  })
}

function failure(random: Random, video: Video, videoId: string | null, createdAt: Date): Attempt {
  const progress = random.between(0.05, 0.7)
  return attempt(video, videoId, createdAt, 'failed', {
    seconds: random.chance(0.2) ? null : decimals(470 * progress * random.logNormal(0.3), 2),
    cents: random.chance(0.15) ? null : Math.round(250 * progress),
    quality: null,
  })
}

interface Outcome {
  readonly seconds: number | null
  readonly cents: number | null
  readonly quality: number | null
}

function attempt(
  video: Video,
  videoId: string | null,
  createdAt: Date,
  status: string,
  outcome: Outcome,
): Attempt {
  return {
    channel_id: video.channel_id,
    video_id: videoId,
    created_at: createdAt,
    status,
    generation_time_seconds: outcome.seconds,
    total_cost_cents: outcome.cents,
    quality_score: outcome.quality,
  }
}
