/** Milliseconds in a minute. */
export const minute = 60_000

/** Milliseconds in an hour. */
export const hour = 60 * minute

/** Milliseconds in a day. */
export const day = 24 * hour

/** Midnight in UTC at the start of a time's day. */
export const startOfDay = (time: Date): Date => new Date(Math.floor(time.getTime() / day) * day)

/** Midnight in UTC of a time's day, so many days later (or earlier, when negative). */
export const addDays = (time: Date, days: number): Date => new Date(startOfDay(time).getTime() + days * day)

/** The first day of a time's UTC month, so many months later (or earlier, when negative). */
export const startOfMonth = (time: Date, months = 0): Date =>
  new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + months, 1))

/** The time so many milliseconds before another. */
export const before = (time: Date, milliseconds: number): Date =>
  new Date(Math.floor(time.getTime() - milliseconds))

/** The earlier of two times. */
export const earlier = (a: Date, b: Date): Date => new Date(Math.min(a.getTime(), b.getTime()))

/** The later of two times. */
export const later = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()))

const weekdayUploads = [0.62, 0.95, 1.15, 1.2, 1.25, 1.1, 0.73] as const

/** How busy a time's weekday is, around 1: most is uploaded and watched from Tuesday to Friday. */
export const weekdayRhythm = (time: Date): number => weekdayUploads[time.getUTCDay()] ?? 1

/** How busy a time of day is, around 1: quiet at 4 and busiest at 16 hours UTC. */
export const hourRhythm = (time: Date): number =>
  1 + 0.55 * Math.sin(((time.getUTCHours() + time.getUTCMinutes() / 60 - 10) / 24) * 2 * Math.PI)
