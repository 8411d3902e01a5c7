import { type Occurrence, occurrence, type Simulation } from 'sightline/events'
import { apiCall } from '../realtime/api-call.ts'
import { revenueUpdate } from '../realtime/revenue-update.ts'
import { videoGenerated } from '../realtime/video-generated.ts'
import { videoGenerationStarted } from '../realtime/video-generation-started.ts'
import { videoView } from '../realtime/video-view.ts'
import { Random } from './random.ts'

const hour = 3_600_000
const endpoints = ['/videos', '/channels', '/analytics', '/generate', '/billing'] as const

interface Channel {
  readonly channel_id: string
  readonly user_id: string
}

/** What happens on the platform, most of it views; some channels have far more of them than others. */
export const stream: Simulation = function* ({ seed, now }): Generator<Occurrence> {
  const random = new Random('stream', seed)
  const channels: [Channel, ...Channel[]] = [
    channelOf(0),
    ...Array.from({ length: 39 }, (_, n) => channelOf(n + 1)),
  ]
  const videos = Array.from({ length: 400 }, (_, number) => ({
    ...(channels[number % channels.length] ?? channels[0]),
    video_id: `live-video-${number}`,
    published_at: new Date(now().getTime() - random.between(1, 14 * 24) * hour),
    appeal: random.logNormal(1.2),
  }))
  const running: { readonly generation_id: string; readonly channel: Channel; readonly began: number }[] = []
  for (let number = 0; ; number++) {
    const at = now()
    const dice = random.next()
    const channel = channels[random.integer(0, channels.length - 1)] ?? channels[0]
    if (dice < 0.8) {
      const { appeal, ...video } = popular(random, videos)
      yield occurrence(videoView, {
        ...video,
        viewer_id: `viewer-${random.integer(0, 20_000)}`,
        watch_seconds: Math.round(30 + 240 * random.next() * Math.min(appeal, 3)),
        at,
      })
    } else if (dice < 0.95)
      yield occurrence(apiCall, {
        endpoint: endpoints[random.integer(0, endpoints.length - 1)] ?? endpoints[0],
        user_id: channel.user_id,
        response_time_ms: Math.round(120 * random.logNormal(0.6)),
        failed: random.chance(0.008),
        at,
      })
    else if (dice < 0.98)
      yield occurrence(revenueUpdate, { ...channel, amount_cents: random.integer(1, 900), at })
    else if (running.length > 0 && random.chance(running.length / 12)) {
      const {
        generation_id,
        channel: own,
        began,
      } = running.splice(0, 1)[0] ?? { generation_id: '', channel, began: 0 }
      yield occurrence(videoGenerated, {
        generation_id,
        ...own,
        failed: random.chance(0.05),
        cost_cents: random.integer(150, 320),
        generation_seconds: Math.max(1, Math.round((at.getTime() - began) / 1000)),
        at,
      })
    } else {
      const generation_id = `generation-${seed}-${number}-${at.getTime()}`
      running.push({ generation_id, channel, began: at.getTime() })
      yield occurrence(videoGenerationStarted, { generation_id, ...channel, at })
    }
  }
}

const channelOf = (number: number): Channel => ({
  channel_id: `live-channel-${number}`,
  user_id: `live-user-${number % 12}`,
})

/** The best of a few, so that few have most. */
function popular<T extends { readonly appeal: number }>(random: Random, all: readonly T[]): T {
  const some = Array.from({ length: 3 }, () => all[random.integer(0, all.length - 1)]).filter(
    (one) => one !== undefined,
  )
  const [best] = some.sort((a, b) => b.appeal - a.appeal)
  if (!best) throw new Error('There is nothing to choose from.')
  return best
}
