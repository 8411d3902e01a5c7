import { expect, test } from 'vitest'
import { sameNumber } from '../../toolkit/diff/numbers/same-number.ts'

test.each([
  [1, 1, 'equal'],
  [null, null, 'equal'],
  [Number.NaN, Number.NaN, 'equal'],
  [0.1 + 0.2, 0.3, 'rounding'],
  [1234.5678, 1234.57, 'rounding'],
  [1234.57, 1234.5678, 'rounding'],
  [-1234.5678, -1234.57, 'rounding'],
  [1234.5678, 1235, 'rounding'],
  [1234.5678, 1234.58, 'different'],
  [12.6, 13, 'different'],
  [10_001, 10_002, 'different'],
  [0, 0.001, 'different'],
  [0, null, 'different'],
] as const)('%d and %d are %s', (before, after, expected) => {
  expect(sameNumber(before, after)).toBe(expected)
})
