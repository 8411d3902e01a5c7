import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { channelAnalytics } from '../sql/sources.ts'
import type { Channel } from './channels.ts'
import { Random } from './random.ts'
import { addDays, startOfDay, weekdayRhythm } from './time.ts'

/** At a large scale the days are fewer, which keeps the table in proportion to the others. */
const daysCounted = (scale: number): number => (scale > 20 ? 35 : 60)

/** Subscribers of each channel on each of the last days, today's count last; nobody counts once it is paused. */
export function* createSubscribers(
  { now, scale, seed }: SampleTarget,
  channels: readonly Channel[],
): Generator<SampleRow<typeof channelAnalytics>> {
  const days = Array.from({ length: daysCounted(scale) }, (_, i) => addDays(now, -i)).reverse()
  for (const { number, row, createdAt, stopped, monthlyRevenue, niche } of channels) {
    const random = new Random(seed, 'subscribers', number)
    const opened = startOfDay(createdAt)
    const isNew = days.some((date) => date <= opened)
    const perDay = (monthlyRevenue / niche.rpm) * random.between(0.12, 0.35)
    let count = isNew
      ? random.integer(0, 20)
      : Math.round(perDay * random.between(120, 500) + random.between(40, 400))
    for (const date of days) {
      if (date < opened || (stopped && date > stopped)) continue
      yield { channel_id: row.channel_id, date, subscriber_count: count }
      // On a bad day more people leave than come.
      const gained = perDay * weekdayRhythm(date) * random.normal(1, 0.65)
      count = Math.max(0, Math.round(count + gained))
    }
  }
}
