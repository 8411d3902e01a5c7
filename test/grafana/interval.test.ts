import { describe, expect, it } from 'vitest'
import { formatInterval, intervalFor, intervalSeconds } from '../../toolkit/grafana/interval.ts'

const now = new Date('2026-01-01T00:00:00Z')
const hour = 3_600_000
const rangeOf = (hours: number) => ({ from: new Date(now.getTime() - hours * hour), to: now })

describe('the interval between two points', () => {
  it.each([
    [1, '5s'],
    [6, '20s'],
    [24, '1m'],
    [7 * 24, '10m'],
    [30 * 24, '30m'],
    [90 * 24, '2h'],
    [365 * 24, '6h'],
  ])('of %i hours in a thousand points is %s', (hours, expected) => {
    expect(formatInterval(intervalFor(rangeOf(hours)))).toBe(expected)
  })

  it('grows with fewer points', () => {
    expect(formatInterval(intervalFor(rangeOf(24), 100))).toBe('15m')
  })

  it("is never shorter than the panel's own least interval", () => {
    expect(
      ['10m', '>10m', '1s', ''].map((least) => formatInterval(intervalFor(rangeOf(24), 1000, least))),
    ).toEqual(['10m', '10m', '1m', '1m'])
  })

  it.each([
    [6, '1d'],
    [8, '7d'],
    [20, '7d'],
    [30, '30d'],
    [50, '365d'],
  ])('of %i days in one point is %s, as in Grafana', (days, expected) => {
    expect(formatInterval(intervalFor(rangeOf(days * 24), 1))).toBe(expected)
  })

  it('is never shorter than a millisecond nor longer than a year', () => {
    expect(intervalFor({ from: now, to: now })).toBe(1)
    expect(formatInterval(intervalFor(rangeOf(100 * 365 * 24), 10))).toBe('365d')
  })
})

describe('an interval', () => {
  it.each([
    [1, '1ms'],
    [500, '500ms'],
    [1000, '1s'],
    [1500, '1500ms'],
    [90_000, '90s'],
    [1_200_000, '20m'],
    [5_400_000, '90m'],
    [7_200_000, '2h'],
    [86_400_000, '1d'],
    [604_800_000, '7d'],
  ])('of %i milliseconds is written as %s', (milliseconds, expected) => {
    expect(formatInterval(milliseconds)).toBe(expected)
  })

  it.each([
    ['250ms', 0.25],
    ['30s', 30],
    ['1.5h', 5400],
    ['1d', 86_400],
    ['1w', 604_800],
    ['1M', 2_592_000],
    ['1y', 31_536_000],
  ])('of %s has its seconds', (text, expected) => {
    expect(intervalSeconds(text)).toBe(expected)
  })

  it.each(['', '5', 'm', '5 m', '5min', '-5m', '1h30m'])('is not written as %j', (text) => {
    expect(intervalSeconds(text)).toBeUndefined()
  })
})
