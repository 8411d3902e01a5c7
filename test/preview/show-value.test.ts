import { describe, expect, it } from 'vitest'
import { fromNow, writeMoment } from '../../preview/format/moments.ts'
import { showNumber } from '../../preview/format/show-value.ts'
import { asText } from '../../preview/format/shown.ts'

const shown = (value: number, unit?: string, decimals?: number) => asText(showNumber(value, unit, decimals))

describe('a number is shown as in Grafana', () => {
  it.each([
    [75_926.4, 'currencyUSD', undefined, '$75.9K'],
    [75_926.4, 'currencyUSD', 0, '$76K'],
    [-1200, 'currencyUSD', undefined, '-$1.2K'],
    [2.5, 'currencyUSD', 2, '$2.50'],
    [12, 'currencyXYZ', undefined, 'XYZ 12'],
    [1_234_567, 'short', undefined, '1.23 Mil'],
    [999, 'short', undefined, '999'],
    [-8252, 'short', undefined, '-8.25 K'],
    [1_234_567, 'locale', undefined, '1,234,567'],
    [1_234_567, 'none', undefined, '1234567'],
    [96.24, 'percent', 1, '96.2%'],
    [0.9624, 'percentunit', undefined, '96.2%'],
    [33.4, 'ms', 0, '33 ms'],
    [1500, 'ms', undefined, '1.5 s'],
    [90, 's', undefined, '1.5 mins'],
    [172_800, 's', undefined, '2 days'],
    [0.0005, 's', undefined, '0.0005 s'],
    [1536, 'bytes', undefined, '1.5 KiB'],
    [1500, 'decbytes', undefined, '1.5 kB'],
    [2, 'mbytes', undefined, '2 MiB'],
    [1200, 'reqps', undefined, '1.2K req/s'],
    [3661, 'dthms', undefined, '01:01:01'],
    [3_660_000, 'dtdurationms', undefined, '1 hour, 1 minute'],
    [21.4, 'celsius', undefined, '21.4°C'],
    [5, 'suffix: videos', undefined, '5 videos'],
    [5, 'prefix:≈ ', undefined, '≈ 5'],
    [1200, 'si:m', undefined, '1.2 km'],
    [1, 'bool_yes_no', undefined, 'Yes'],
    [255, 'hex0x', undefined, '0xFF'],
    [7, 'furlongs', undefined, '7 furlongs'],
    [0, 'currencyUSD', undefined, '$0'],
    [1_767_335_405_000, 'dateTimeAsIso', undefined, '2026-01-02 06:30:05'],
    [1_767_335_405_000, 'dateTimeAsUS', undefined, '01/02/2026 6:30:05 am'],
    [1_767_335_405_000, 'time:YYYY-MM', undefined, '2026-01'],
  ])('%d in %s with %s decimals is %s', (value, unit, decimals, expected) => {
    expect(shown(value, unit, decimals)).toBe(expected)
  })
})

describe('a moment', () => {
  it('is written in UTC', () => {
    expect(writeMoment(1_767_335_405_042, 'D MMM YYYY HH:mm:ss.SSS')).toBe('2 Jan 2026 06:30:05.042')
  })

  it('is told by its distance', () => {
    const now = 1_767_335_405_000
    expect([fromNow(now - 3 * 3_600_000, now), fromNow(now + 86_400_000, now)]).toEqual([
      '3 hours ago',
      'tomorrow',
    ])
  })
})
