import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { failureText } from '../../cli/proof-text.ts'
import { compareRows, type Row } from '../../toolkit/proofs/compare-rows.ts'

/** What a failure shows, without its colours. */
function textOf(expected: readonly Row[], actual: readonly Row[], key: readonly string[] = []): string[] {
  const mismatch = compareRows('analytics.wide', expected, actual, key)
  const mismatches = mismatch ? [mismatch] : []
  const result = {
    title: 'it holds',
    where: 'a.proof.ts:1',
    passed: false,
    problem: undefined,
    milliseconds: 1,
  }
  return stripVTControlCharacters(failureText('a.proof.ts', { ...result, mismatches }))
    .split('\n')
    .slice(1)
    .map((line) => line.slice('    '.length))
}

const wide = (changed: Row = {}): Row => ({
  id: 'row one',
  ...Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`some_column_${index}`, index * 1000])),
  ...changed,
})

test('a row that is as expected is one line, and another has one for each side', () => {
  expect(
    textOf(
      [
        { day: '2026-03-14', revenue: 20 },
        { day: '2026-03-15', revenue: 12.5 },
        { day: '2026-03-16', revenue: null },
      ],
      [
        { day: '2026-03-14', revenue: 20 },
        { day: '2026-03-15', revenue: null },
        { day: new Date('2026-03-17'), revenue: 1 },
      ],
      ['day'],
    ),
  ).toEqual([
    'analytics.wide',
    '  day         revenue',
    '  2026-03-14  20',
    '- 2026-03-15  12.5',
    '+ 2026-03-15  NULL',
    '- 2026-03-16  NULL',
    '+ 2026-03-17  1',
  ])
})

test('of a wide row the columns that differ are shown behind the first one', () => {
  expect(textOf([wide({ some_column_17: 5 })], [wide()])).toEqual([
    'analytics.wide',
    '  id       some_column_17',
    '- row one  5',
    '+ row one  17000',
    '  … 23 more columns as expected',
  ])
})

test('what differs in more columns than fit beside each other stands below each other', () => {
  const lines = textOf(
    [wide()],
    [wide(Object.fromEntries(Object.keys(wide()).map((name) => [name, 'x'.repeat(50)])))],
  )
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(96)
  expect(lines.filter((line) => line.startsWith('- row one')).length).toBeGreaterThan(3)
  for (const name of Object.keys(wide())) expect(lines.join('\n')).toContain(name)
})

test('of many rows those that differ are shown, and not more than can be read', () => {
  const rows = Array.from({ length: 500 }, (_, n) => ({ n, double: n * 2 }))
  const one = textOf(
    rows,
    rows.map((row) => (row.n === 77 ? { n: 77, double: 0 } : row)),
    ['n'],
  )
  expect(one).toEqual(['analytics.wide', '  n   double', '- 77  154', '+ 77  0', '  … 499 more rows'])
  const all = textOf(rows, [], ['n'])
  expect(all).toHaveLength(2 + 24 + 1)
  expect(all.at(-1)).toBe('  … 476 more rows')
})

test('what would break a line or steer the terminal is a space', () => {
  expect(textOf([{ note: 'a\nb' }], [{ note: 'a\u001b[2Jb' }])).toEqual([
    'analytics.wide',
    '  note',
    '- a b',
    '+ a [2Jb',
  ])
})
