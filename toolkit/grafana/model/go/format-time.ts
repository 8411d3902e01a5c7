/** A moment as Go's `RFC3339Nano` in UTC: without zeros at the end of the fraction, years in at least four digits. */
export function formatGoTime(date: Date): string {
  const [, year = '', rest = '', fraction = ''] =
    /^([+-]?\d+)(-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{3})Z$/.exec(date.toISOString()) ?? []
  const digits = fraction.replace(/0+$/, '')
  return `${formatYear(Number(year))}${rest}${digits === '' ? '' : `.${digits}`}Z`
}

const formatYear = (year: number): string =>
  `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`
