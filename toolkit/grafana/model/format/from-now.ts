const spans: readonly (readonly [below: number, milliseconds: number, one: string, many: string])[] = [
  [45, 1000, 'a few seconds', 'a few seconds'],
  [45, 60_000, 'a minute', 'minutes'],
  [22, 3_600_000, 'an hour', 'hours'],
  [26, 86_400_000, 'a day', 'days'],
  [11, (86_400_000 * 146_097) / 4800, 'a month', 'months'],
  [Infinity, (86_400_000 * 146_097) / 400, 'a year', 'years'],
]

/** How long ago a moment was, or how far ahead it is: `3 hours ago`. */
export function fromNow(milliseconds: number, now: number = Date.now()): string {
  const distance = milliseconds - now
  if (Number.isNaN(distance)) return 'Invalid date'
  const size = Math.abs(distance)
  const span = spans.find(([below, length]) => Math.round(size / length) < below)
  if (!span) return 'Invalid date'
  const [, length, one, many] = span
  const count = Math.round(size / length)
  const words = length === 1000 ? one : count <= 1 ? one : `${count} ${many}`
  return distance > 0 ? `in ${words}` : `${words} ago`
}
