import { formatValue } from 'sightline'
import { describe, expect, it } from 'vitest'

describe('a value for people', () => {
  it.each([
    [1234.567, undefined, undefined, '1,235'],
    [12.345, undefined, undefined, '12.35'],
    [12, undefined, undefined, '12'],
    [0, 'short', undefined, '0'],
    [-3.5, 'none', undefined, '-3.5'],
    [52_341.4, 'currencyUSD', 0, '$52,341'],
    [3.456, 'currencyUSD', 2, '$3.46'],
    [-12, 'currencyUSD', undefined, '-$12'],
    [93.25, 'percent', 1, '93.3 %'],
    [0.9325, 'percentunit', 1, '93.3 %'],
    [120, 'ms', undefined, '120 ms'],
    [5, 'suffix:videos', undefined, '5 videos'],
    [5, 'si:B', undefined, '5 B'],
  ])('%d in %s with %s decimals is %s', (value, unit, decimals, expected) => {
    expect(formatValue(value, unit, decimals)).toBe(expected)
  })
})
