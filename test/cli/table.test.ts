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
