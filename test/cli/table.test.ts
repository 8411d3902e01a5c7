import { expect, test } from 'vitest'
import { formatTable, width } from '../../cli/table.ts'

test('the widest column gives way where a table does not fit', () => {
  const table = formatTable([{ title: 'NAME' }, { title: 'ROWS', align: 'right' }], [['n'.repeat(200), '7']])
  for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(width)
  expect(table).toContain('n…     7')
})

test('a value with line breaks or codes for the terminal stays in its cell', () => {
  const table = formatTable([{ title: 'NAME' }, { title: 'ROWS' }], [['a\nb\t\x1b[2Jc\u2028', '1']])
  expect(table.split('\n').at(-1)).toBe('a b  [2Jc   1')
})

test('a column that wraps shows every word, in lines that fit', () => {
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ')
  const table = formatTable(
    [
      { title: 'NAME', wraps: true },
      { title: 'ROWS', align: 'right' },
      { title: 'WHAT', wraps: true },
    ],
    [
      ['n'.repeat(150), '7', words],
      ['short', '8', 'few words'],
    ],
  )
  const lines = table.split('\n')
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
  for (const word of words.split(' ')) expect(table).toMatch(new RegExp(`\\b${word}\\b`))
  expect(table.match(/n/g)?.length).toBe(150)
  expect(lines.at(-1)).toMatch(/^short +8 {2}few words$/)
})
