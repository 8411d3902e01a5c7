import { describe, expect, test } from 'vitest'
import { timeLabel } from '../../toolkit/drawing/time-label.ts'
import { rangeOfAxis, valueRange } from '../../toolkit/drawing/value-range.ts'

/** Values along so many pixels, and the lines that Grafana 12.4 drew. */
const axes: readonly (readonly [
  title: string,
  ...Parameters<typeof valueRange>,
  lines: readonly number[],
])[] = [
  ['recurring revenue', { low: 800, high: 76_000 }, {}, 150, [0, 20_000, 40_000, 60_000, 80_000]],
  ['response times', { low: 48, high: 434 }, {}, 158, [0, 100, 200, 300, 400]],
  ['a rate of fixed ends', { low: 50, high: 100 }, { min: 0, max: 100 }, 158, [0, 20, 40, 60, 80, 100]],
  ['costs from zero', { low: 1.7, high: 3.2 }, { min: 0 }, 158, [0, 1, 2, 3]],
  ['one value', { low: 5, high: 5 }, {}, 158, [4.6, 4.8, 5, 5.2, 5.4]],
  ['nothing but zero', { low: 0, high: 0 }, {}, 158, [0, 20, 40, 60, 80, 100]],
  ['losses', { low: -40, high: -5 }, {}, 158, [-40, -30, -20, -10]],
]

describe('an axis has the lines that Grafana draws', () => {
  test.each(axes)('for %s', (_, extent, fixed, pixels, lines) => {
    const { min, max, interval } = valueRange(extent, fixed, pixels)
    const first = Math.ceil(min / interval - 1e-9) * interval
    const count = Math.floor((max - first) / interval + 1e-9) + 1
    expect(
      Array.from({ length: count }, (__, index) => Number((first + index * interval).toFixed(6))),
    ).toEqual(lines)
  })

  test('and no label where it ends between two of them', () => {
    expect(rangeOfAxis({ min: 0, max: 480, interval: 100 })).toMatchObject({
      showMinLabel: true,
      showMaxLabel: false,
    })
  })
})

const day = 86_400_000
const at = Date.UTC(2026, 10, 21, 9, 5)

test.each([
  ['an hour', day / 24, '09:05'],
  ['a minute', 60_000, '09:05:00'],
  ['two days', 2 * day, '11/21 09:05'],
  ['a week', 7 * day, '11/21'],
  ['a month', 30 * day, '11/21'],
  ['a year', 365 * day, '2026-11'],
  ['ten years', 3650 * day, '2026'],
])('times of %s are named as in Grafana', (_, spread, text) => {
  expect(timeLabel({ from: at - spread, to: at }, 7, 'utc')(at)).toBe(text)
})

test.each([
  ['Europe/Oslo', Date.UTC(2026, 2, 29, 0, 59), '03/29 01:59'],
  ['Europe/Oslo', Date.UTC(2026, 2, 29, 1), '03/29 03:00'],
  ['America/New_York', Date.UTC(2026, 10, 21, 3), '11/20 22:00'],
])('an axis names moments by the clocks of %s', (zone, moment, text) => {
  expect(timeLabel({ from: moment - 2 * day, to: moment }, 7, zone)(moment)).toBe(text)
})
