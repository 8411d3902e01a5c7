import { expect, test } from 'vitest'
import { duration, timeout, written } from '../../cli/duration.ts'

test('a length of time is a number and its unit', () => {
  expect(['100ms', '1.5s', '5m', '2h', '0s'].map(duration)).toEqual([100, 1500, 300_000, 7_200_000, 0])
})

test.each(['5', '-5s', '1e3s', '5 days', ''])('%j is no length of time', (text) => {
  expect(() => duration(text)).toThrow('such as 100ms, 30s or 5m')
})

test('one that Postgres cannot keep is refused', () => {
  expect(() => duration('1000h')).toThrow('at most 24 days')
})

test('a timeout of nothing is refused, for Postgres would wait for ever', () => {
  expect(() => timeout('0s')).toThrow('at least 1ms')
  expect(timeout('1ms')).toBe(1)
})

test('a length of time is written as people write it', () => {
  expect([50, 1500, 30_000, 300_000, 3_600_000, 0].map(written)).toEqual([
    '50ms',
    '1500ms',
    '30s',
    '5m',
    '1h',
    '0ms',
  ])
})
