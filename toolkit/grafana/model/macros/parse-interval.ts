import { longestDuration, parseGoDuration } from '../go/parse-duration.ts'

const calendar = /^(\d+)([dwMy])$/

/**
 * The nanoseconds of an interval as Grafana's data sources read it: a duration of Go, or days, weeks, months and years,
 * which are as long as those that follow now.
 */
export function parseInterval(text: string, now: Date): bigint | undefined {
  const [, digits, unit] = calendar.exec(text) ?? []
  if (digits === undefined) return parseGoDuration(text)
  const amount = Number(digits)
  if (amount > Number.MAX_SAFE_INTEGER) return undefined
  const end = addToDate(now, amount, unit)
  const milliseconds = end.getTime() - now.getTime()
  // Beyond what a date can hold, Go's difference stops at its longest duration.
  if (Number.isNaN(milliseconds)) return longestDuration
  const length = BigInt(milliseconds) * 1_000_000n
  return length > longestDuration ? longestDuration : length
}

function addToDate(date: Date, amount: number, unit: string | undefined): Date {
  const end = new Date(date)
  if (unit === 'd') end.setUTCDate(end.getUTCDate() + amount)
  if (unit === 'w') end.setUTCDate(end.getUTCDate() + amount * 7)
  if (unit === 'M') end.setUTCMonth(end.getUTCMonth() + amount)
  if (unit === 'y') end.setUTCFullYear(end.getUTCFullYear() + amount)
  return end
}
