import type { SampleRow } from 'sightline/sample'
import type { videos } from '../sql/sources.ts'
import type { Channel } from './channels.ts'
import type { Niche } from './niches.ts'
import { createPublishTimes, timeOfDay } from './publish-times.ts'
import { decimals, Random } from './random.ts'
import { addDays, day, weekdayRhythm } from './time.ts'
import { uploadMonths, type VideoPlan } from './video-plans.ts'

/** A video as it is loaded. */
export type Video = SampleRow<typeof videos> & { readonly published_at: Date | null }

/** The videos of one channel, the same ones however often it is called. */
export function createVideos(seed: number, now: Date, plan: VideoPlan): readonly Video[] {
  const { channel } = plan
  const random = new Random(seed, 'videos', channel.number)
  const times = createPublishTimes(random, now, plan)
  const earned = earnings(random, now, channel, times)
  const created = times.map((time, i) =>
    published(random, channel, videoId(channel, i), time, earned[i] ?? 0),
  )
  for (let i = 0; i < plan.scheduled + plan.drafts; i++) {
    const scheduled = i < plan.scheduled
    const time = scheduled ? timeOfDay(random, addDays(now, random.integer(1, 7))) : null
    created.push(
      unpublished(
        random,
        channel,
        videoId(channel, times.length + i),
        scheduled ? 'scheduled' : 'draft',
        time,
      ),
    )
  }
  return created
}

const videoId = (channel: Channel, index: number): string =>
  `v${String(channel.number).padStart(6, '0')}-${String(index + 1).padStart(4, '0')}`

/** Dollars per video: heavy-tailed, earned mostly in the first two days, and adding up to the channel's month. */
function earnings(random: Random, now: Date, channel: Channel, times: readonly Date[]): readonly number[] {
  const usual = channel.monthlyRevenue / channel.monthlyUploads
  const drawn = times.map((time) => {
    const age = (now.getTime() - time.getTime()) / day
    const viral = random.chance(0.015) ? Math.min(12, (1 - random.next()) ** -0.8) : 1
    const channelSize = Math.max(0.2, Math.exp(-age / 400))
    return { age, dollars: usual * random.logNormal(1.05) * viral * channelSize * weekdayRhythm(time) }
  })
  const recent = drawn.reduce((sum, { age, dollars }) => sum + (age <= 30 ? dollars : 0), 0)
  const share = Math.min(1, uploadMonths(channel, now))
  const factor = channel.stopped || recent === 0 ? 1 : (channel.monthlyRevenue * share) / recent
  return drawn.map(({ age, dollars }) => dollars * (age <= 30 ? factor : 1) * (1 - Math.exp(-1.2 * age)))
}

function published(random: Random, { row, niche }: Channel, id: string, time: Date, dollars: number): Video {
  const views = Math.round((dollars / (niche.rpm * random.logNormal(0.25))) * 1000)
  const appeal = random.logNormal(0.3)
  const likes = Math.min(views, Math.round(views * 0.042 * appeal))
  const comments = Math.round(likes * random.between(0.06, 0.16))
  const shares = Math.round(likes * random.between(0.08, 0.2))
  const rate = views > 0 ? ((likes + comments + shares) / views) * 100 * random.between(0.96, 1.04) : 0
  return {
    video_id: id,
    channel_id: row.channel_id,
    title: title(random, niche),
    status: 'published',
    published_at: time,
    views,
    likes,
    comments,
    shares,
    revenue_cents: Math.round(dollars * 100),
    engagement_rate: views === 0 || random.chance(0.07) ? null : decimals(rate, 4),
  }
}

function unpublished(
  random: Random,
  { row, niche }: Channel,
  id: string,
  status: string,
  time: Date | null,
): Video {
  const counts = { views: 0, likes: 0, comments: 0, shares: 0, revenue_cents: 0, engagement_rate: null }
  return {
    video_id: id,
    channel_id: row.channel_id,
    title: title(random, niche),
    status,
    published_at: time,
    ...counts,
  }
}

function title(random: Random, niche: Niche): string {
  const number = random.pick([3, 5, 6, 7, 8, 10, 12, 15, 20, 30])
  const words = random.pick(niche.titles).replace('#', random.pick(niche.topics)).replace('%', String(number))
  return words.charAt(0).toUpperCase() + words.slice(1)
}
