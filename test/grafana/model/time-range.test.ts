import { describe, expect, it } from 'vitest'
import { relativeTime, timeRange } from '../../../toolkit/grafana/model/time/time-range.ts'

const now = new Date('2026-03-31T15:45:30.500Z')
const iso = (text: string, edge?: 'from' | 'to') => relativeTime(text, now, edge).toISOString()

describe('a relative time', () => {
  it.each([
    ['now', '2026-03-31T15:45:30.500Z'],
    ['now-30s', '2026-03-31T15:45:00.500Z'],
    ['now-5m', '2026-03-31T15:40:30.500Z'],
    ['now-6h', '2026-03-31T09:45:30.500Z'],
    ['now-30d', '2026-03-01T15:45:30.500Z'],
    ['now-2w', '2026-03-17T15:45:30.500Z'],
    ['now+1h', '2026-03-31T16:45:30.500Z'],
    ['now-1y', '2025-03-31T15:45:30.500Z'],
  ])('%s is %s', (text, expected) => {
    expect(iso(text)).toBe(expected)
  })

  it('a month ago is the last day of a shorter month', () => {
    expect(iso('now-1M')).toBe('2026-02-28T15:45:30.500Z')
  })

  it('a year after a leap day is the day before', () => {
    expect(relativeTime('now+1y', new Date('2028-02-29T00:00:00Z')).toISOString()).toBe(
      '2029-02-28T00:00:00.000Z',
    )
  })

  it.each([
    ['now/m', '2026-03-31T15:45:00.000Z', '2026-03-31T15:45:59.999Z'],
    ['now/h', '2026-03-31T15:00:00.000Z', '2026-03-31T15:59:59.999Z'],
    ['now/d', '2026-03-31T00:00:00.000Z', '2026-03-31T23:59:59.999Z'],
    ['now/w', '2026-03-29T00:00:00.000Z', '2026-04-04T23:59:59.999Z'],
    ['now/M', '2026-03-01T00:00:00.000Z', '2026-03-31T23:59:59.999Z'],
    ['now/y', '2026-01-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z'],
    ['now-1M/M', '2026-02-01T00:00:00.000Z', '2026-02-28T23:59:59.999Z'],
    ['now-1d/d', '2026-03-30T00:00:00.000Z', '2026-03-30T23:59:59.999Z'],
  ])('%s goes from %s to %s', (text, from, to) => {
    expect(iso(text, 'from')).toBe(from)
    expect(iso(text, 'to')).toBe(to)
  })

  it('may be an ISO date or milliseconds', () => {
    expect(iso('2026-01-15T00:00:00Z')).toBe('2026-01-15T00:00:00.000Z')
    expect(iso('1767225600000')).toBe('2026-01-01T00:00:00.000Z')
  })

  it.each([
    ['2026-01', '2026-01-01T00:00:00.000Z'],
    ['2026-01-15', '2026-01-15T00:00:00.000Z'],
    ['2026-01-15 10:30', '2026-01-15T10:30:00.000Z'],
    ['2026-01-15T10:30:05.25', '2026-01-15T10:30:05.250Z'],
    ['2026-01-15 10:30:05+02', '2026-01-15T08:30:05.000Z'],
    ['2026-01-15T10:30:05-0330', '2026-01-15T14:00:05.000Z'],
  ])('without an offset is of UTC, wherever it is read: %s', (text, moment) => {
    expect(iso(text)).toBe(moment)
  })

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-01-15T25:00',
    'day 1',
    '15 January',
    '1/2/2026',
    '',
    `now-${'9'.repeat(12)}d`,
  ])('that no calendar has is refused, never guessed: "%s"', (text) => {
    expect(() => iso(text)).toThrow('This is not a time that Grafana understands.')
  })

  it('that Grafana does not understand is refused', () => {
    expect(() => iso('yesterday')).toThrowErrorMatchingInlineSnapshot(`
      [SightlineError: This is not a time that Grafana understands.
        value: yesterday
        next:  Write \`now\`, \`now-30d\`, \`now/d\`, or an ISO date such as 2026-01-15T00:00:00Z.]
    `)
    expect(() => iso('now-30 days')).toThrow('This is not a time that Grafana understands.')
  })
})

describe('the range of a panel', () => {
  const dashboard = { from: 'now-1d', to: 'now/d' }
  const range = (timeFrom?: string) => {
    const { from, to } = timeRange(dashboard, now, timeFrom === undefined ? {} : { timeFrom })
    return [from.toISOString(), to.toISOString()]
  }

  it("is the dashboard's", () => {
    expect(range()).toEqual(['2026-03-30T15:45:30.500Z', '2026-03-31T23:59:59.999Z'])
  })

  it('is its own where it has one, up to now', () => {
    expect(range('7d')).toEqual(['2026-03-24T15:45:30.500Z', '2026-03-31T15:45:30.500Z'])
    expect(range('now/d')).toEqual(['2026-03-31T00:00:00.000Z', '2026-03-31T15:45:30.500Z'])
  })

  it('is moved into the past where it is shifted', () => {
    const { from, to } = timeRange(dashboard, now, { timeFrom: '1h', timeShift: '7d' })
    expect([from, to].map((end) => end.toISOString())).toEqual([
      '2026-03-24T14:45:30.500Z',
      '2026-03-24T15:45:30.500Z',
    ])
  })
})

describe('a dashboard in another time zone', () => {
  const inOslo = (from: string, to: string, at: string) => {
    const range = timeRange({ from, to }, new Date(at), {}, 'Europe/Oslo')
    return [range.from.toISOString(), range.to.toISOString()]
  }

  it('has days from midnight to midnight there, 23 and 25 hours long where the clocks change', () => {
    expect(inOslo('now/d', 'now/d', '2026-01-15T23:30:00Z')).toEqual([
      '2026-01-15T23:00:00.000Z',
      '2026-01-16T22:59:59.999Z',
    ])
    expect(inOslo('now/d', 'now/d', '2026-03-29T12:00:00Z')).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
    ])
    expect(inOslo('now/d', 'now/d', '2026-10-25T12:00:00Z')).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T22:59:59.999Z',
    ])
  })

  it('goes back by days to the same time of the day, and by hours to so many hours before', () => {
    expect(inOslo('now-1d', 'now', '2026-03-29T12:00:00Z')[0]).toBe('2026-03-28T13:00:00.000Z')
    expect(inOslo('now-24h', 'now', '2026-03-29T12:00:00Z')[0]).toBe('2026-03-28T12:00:00.000Z')
    expect(inOslo('now-1w', 'now', '2026-10-26T12:00:00Z')[0]).toBe('2026-10-19T11:00:00.000Z')
    expect(inOslo('now-1M/M', 'now/M', '2026-04-10T12:00:00Z')).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-04-30T21:59:59.999Z',
    ])
  })

  it('takes the later of times that never are, and tells hours that are twice apart', () => {
    expect(inOslo('now-1d', 'now', '2026-03-30T00:30:00Z')[0]).toBe('2026-03-29T01:30:00.000Z')
    expect(inOslo('now/h', 'now', '2026-10-25T00:30:00Z')[0]).toBe('2026-10-25T00:00:00.000Z')
    expect(inOslo('now/h', 'now', '2026-10-25T01:30:00Z')[0]).toBe('2026-10-25T01:00:00.000Z')
  })
})
