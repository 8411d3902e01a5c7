const pattern = /^(\d{4,6}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(?:[+-]00)?)?$/

/**
 * The microseconds since 1970 of a date or a time as Postgres prints it in UTC; undefined for `infinity` and for
 * years before Christ.
 */
export function readMicros(text: string): bigint | undefined {
  const [, date, time = '00:00:00', fraction = ''] = pattern.exec(text) ?? []
  if (date === undefined) return undefined
  const year = date.indexOf('-')
  const padded = year > 4 ? `+${date.slice(0, year).padStart(6, '0')}${date.slice(year)}` : date
  return BigInt(Date.parse(`${padded}T${time}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'))
}
