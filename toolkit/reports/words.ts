import type { Figure, ReportContent } from './report-content.ts'

/** A change as people read it: `+12.5 %`. */
export function changeText({ change }: Figure): string {
  if (change === null) return 'nothing to compare with'
  const percent = change * 100
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : '±'
  return `${sign}${Math.abs(percent).toLocaleString('en', { maximumFractionDigits: 1 })} %`
}

/** A period as people name it: `Wednesday, 25 November 2026`, `16 to 22 November 2026`, `October 2026`. */
export function periodText({ every, period }: Pick<ReportContent, 'every' | 'period'>): string {
  const first = new Date(`${period.name}T00:00:00Z`)
  const write = (day: Date, options: Intl.DateTimeFormatOptions) =>
    day.toLocaleDateString('en-GB', { timeZone: 'UTC', ...options })
  if (every === 'month') return write(first, { month: 'long', year: 'numeric' })
  if (every === 'day')
    return write(first, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const last = new Date(first.getTime() + 6 * 86_400_000)
  const isOneMonth = first.getUTCMonth() === last.getUTCMonth()
  return `${write(first, isOneMonth ? { day: 'numeric' } : { day: 'numeric', month: 'long' })} to ${write(last, { day: 'numeric', month: 'long', year: 'numeric' })}`
}

/** What a change is compared with. */
export const beforeText = ({ every }: Pick<ReportContent, 'every'>): string => `the ${every} before`
