import type { SampleTarget } from 'sightline/sample'
import type { Channel } from './channels.ts'
import { Random } from './random.ts'
import { day } from './time.ts'

/** How many videos of each status a channel has. */
export interface VideoPlan {
  readonly channel: Channel
  readonly published: number
  readonly scheduled: number
  readonly drafts: number
  /** How many must come out today, however short the day has been so far. */
  readonly today: number
}

const videosAtScaleOne = 1000
const month = 30 * day

/** Over how many months of 30 days a channel's uploads grew by a factor of e. */
export const uploadGrowth = 10

/** How many months of 30 days a channel has been uploading. */
export const uploadMonths = ({ createdAt, stopped }: Channel, now: Date): number =>
  ((stopped ?? now).getTime() - createdAt.getTime()) / month

/** Divides the videos of the sample among its channels. */
export function createVideoPlans(
  { now, scale, seed }: SampleTarget,
  channels: readonly Channel[],
): readonly VideoPlan[] {
  const expected = channels.map((channel) => expectedVideos(channel, now))
  const sum = expected.reduce(
    (total, { published, scheduled, drafts }) => total + published + scheduled + drafts,
    0,
  )
  const factor = (videosAtScaleOne * scale) / sum
  let guaranteed = Math.ceil(2 + scale)
  return channels.map((channel, index): VideoPlan => {
    const random = new Random(seed, 'video plans', channel.number)
    const { published, scheduled, drafts } = expected[index] ?? nothing
    const today = guaranteed > 0 && !channel.stopped && channel.monthlyUploads > 2.5 ? 1 : 0
    guaranteed -= today
    return {
      channel,
      published: random.round(published * factor),
      scheduled: random.poisson(scheduled * factor),
      drafts: random.poisson(drafts * factor),
      today,
    }
  })
}

const nothing = { published: 0, scheduled: 0, drafts: 0 } as const

/** What a channel would have at its present rate: a week of scheduled videos, and a few drafts. */
function expectedVideos(
  channel: Channel,
  now: Date,
): { published: number; scheduled: number; drafts: number } {
  const rate = channel.monthlyUploads
  const published = rate * uploadGrowth * (1 - Math.exp(-uploadMonths(channel, now) / uploadGrowth))
  return channel.stopped
    ? { published, scheduled: 0, drafts: 0.1 }
    : { published, scheduled: (rate * 7) / 30, drafts: rate * 0.12 }
}
