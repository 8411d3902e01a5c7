import { expect, test } from 'vitest'
import { evaluateMath } from '../../toolkit/grafana/alerting/evaluate-math.ts'

test.each([
  ['$B > 3 && $B < 5', 4, 1],
  ['$B > 3 && $B < 5', 5, 0],
  ['$B < 3 || !($B < 5)', 6, 1],
  ['2 + 3 * $B', 4, 14],
  ['2 * ($B - 1) ** 2', 4, 18],
  ['-$B + 1', 4, -3],
  ['abs(-$B) >= 4', 4, 1],
  ['round($B) == 4', 4.4, 1],
  ['is_null($B)', null, 1],
  ['${B} % 3 != 1', 4, 0],
  ['1e3 > $B', 4, 1],
])('%s with %d is %d', (expression, value, expected) => {
  expect(evaluateMath(expression, value)).toBe(expected)
})
