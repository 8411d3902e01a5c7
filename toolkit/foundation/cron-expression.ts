import { Cron } from 'croner'

/** What is wrong with a cron expression. */
export interface CronProblem {
  readonly what: string
  readonly next: string
}

const names = '[a-z]{3}'
const fields = [
  { name: 'minute', pattern: /^[\d*,/-]+$/, values: '0 to 59' },
  { name: 'hour', pattern: /^[\d*,/-]+$/, values: '0 to 23' },
  { name: 'day of the month', pattern: /^[\d*,/-]+$/, values: '1 to 31' },
  { name: 'month', pattern: new RegExp(`^(?:[\\d*,/-]|${names})+$`, 'i'), values: '1 to 12, or jan to dec' },
  {
    name: 'day of the week',
    pattern: new RegExp(`^(?:[\\d*,/-]|${names})+$`, 'i'),
    values: '0 to 7, or sun to sat',
  },
] as const

/** Says what is wrong with a cron expression and in which field; undefined where pg_cron and the worker both run it. */
export function cronProblem(cron: string): CronProblem | undefined {
  const parts = cron.trim().split(/\s+/)
  if (parts.length !== fields.length) {
    return {
      what: `has ${parts.length} field${parts.length === 1 ? '' : 's'} instead of five`,
      next: 'Write minute, hour, day of the month, month and day of the week: `0 * * * *` is every hour.',
    }
  }
  for (const [position, { name, pattern, values }] of fields.entries()) {
    const part = parts[position] ?? ''
    const alone = fields.map((_, other) => (other === position ? part : '*')).join(' ')
    if (pattern.test(part) && parse(alone)) continue
    return {
      what: `has a wrong ${name}, \`${part}\``,
      next: `Write ${values}, with *, lists (1,2), ranges (1-5) and steps (*/15) of them.`,
    }
  }
  if (nextRun(cron, new Date(0)) !== undefined) return undefined
  return { what: 'never comes', next: 'Choose a day that exists.' }
}

/** When a schedule comes next after a moment, as pg_cron reckons; its clock is GMT unless told otherwise. */
export function nextRun(cron: string, after: Date, timeZone = 'UTC'): Date | undefined {
  return parse(cron, timeZone)?.nextRun(after) ?? undefined
}

/** A minute of the clock, in UTC. */
export interface ClockMinute {
  readonly min: number
  readonly hour: number
  readonly date: number
  readonly month: number
  readonly dow: number
}

/** Tells of a minute whether a schedule comes then. */
export function cronMatcher(cron: string): (minute: ClockMinute) => boolean {
  const parsed = parse(cron)
  return ({ min, hour, date, month, dow }) => {
    // The year is left out of a minute; one in which this day falls on this day of the week stands for all.
    const year = yearWith(month, date, dow)
    return parsed?.match(new Date(Date.UTC(year, month - 1, date, hour, min))) ?? false
  }
}

/** Within 28 years each date, also 29 February, falls on every day of the week. */
function yearWith(month: number, date: number, dow: number): number {
  const years = Array.from({ length: 28 }, (_, offset) => 2000 + offset)
  const fits = (year: number) => {
    const day = new Date(Date.UTC(year, month - 1, date))
    return day.getUTCDay() === dow && day.getUTCDate() === date
  }
  return years.find(fits) ?? 2000
}

/** As in pg_cron, days of the month and of the week both count unless one of them begins with a star. */
function parse(cron: string, timezone = 'UTC'): Cron | undefined {
  const [, , day = '', , weekday = ''] = cron.trim().split(/\s+/)
  const domAndDow = day.startsWith('*') || weekday.startsWith('*')
  try {
    return new Cron(cron.trim(), { mode: '5-part', timezone, paused: true, domAndDow })
  } catch {
    return undefined
  }
}
