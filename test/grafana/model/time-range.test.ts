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
