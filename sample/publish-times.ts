import type { Random } from './random.ts'
import { addDays, before, day, hour, later, startOfDay, weekdayRhythm } from './time.ts'
import { uploadGrowth, uploadMonths, type VideoPlan } from './video-plans.ts'

/** When a channel's videos came out: ever more often, on weekdays rather than weekends, and some today. */
export function createPublishTimes(
  random: Random,
  now: Date,
  { channel, published, today }: VideoPlan,
): readonly Date[] {
  const months = uploadMonths(channel, now)
  const start = channel.stopped ?? now
  const midnight = startOfDay(now)
  const sinceMidnight = () => before(now, random.next() * (now.getTime() - midnight.getTime()))
  const times: Date[] = Array.from({ length: today }, sinceMidnight)
  while (times.length < published) {
    const months30 = -uploadGrowth * Math.log(1 - random.next() * (1 - Math.exp(-months / uploadGrowth)))
    const date = startOfDay(before(start, months30 * 30 * day))
    if (random.next() * 1.3 > weekdayRhythm(date)) continue
    times.push(date < midnight ? timeOfDay(random, date) : sinceMidnight())
  }
  const recent = addDays(now, -28)
  if (
    !channel.stopped &&
    channel.monthlyUploads > 1.2 &&
    months > 1.2 &&
    !times.some((time) => time > recent)
  ) {
    times.push(timeOfDay(random, addDays(now, -random.integer(1, 27))))
  }
  return times.map((time) => later(time, channel.createdAt)).sort((a, b) => a.getTime() - b.getTime())
}

/** A time on the same day, around 16 hours UTC. */
export function timeOfDay(random: Random, date: Date): Date {
  const hours = Math.min(23.9, Math.max(0.1, random.normal(16, 3.5)))
  return new Date(startOfDay(date).getTime() + Math.floor(hours * hour))
}
