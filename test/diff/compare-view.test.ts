import { expect, test } from 'vitest'
import { compareView } from '../../toolkit/diff/numbers/compare-view.ts'

type Row = Readonly<Record<string, unknown>>

interface ViewCase {
  readonly title: string
  readonly grain: readonly string[]
  readonly before: readonly Row[]
  readonly after: readonly Row[]
  readonly expected: object
}

const rows = (...values: readonly unknown[]): Row[] =>
  values.map((value, index) => ({ day: index + 1, value }))
const reversed = (all: readonly Row[]): Row[] => [...all].reverse()
const day = ['day']

const cases: readonly ViewCase[] = [
  {
    title: 'the same rows in another order are the same',
    grain: day,
    before: rows(1, 2, 3),
    after: reversed(rows(1, 2, 3)),
    expected: { kind: 'same', rounded: false },
  },
  {
    title: 'the last digits of a sum are rounding',
    grain: day,
    before: rows(0.3),
    after: rows(0.1 + 0.2),
    expected: { kind: 'same', rounded: true },
  },
  {
    title: 'rows come, go and change, and the largest change is the example whatever the order',
    grain: day,
    before: rows(1, 2, 3, 4).slice(1),
    after: reversed(rows(1, 3, 3, 40).slice(0, 4)),
    expected: {
      by: 'grain',
      ...{ added: 1, removed: 0, changed: 2, of: 3 },
      columns: [{ column: 'value', changed: 2, row: '4', before: { value: 4 }, after: { value: 40 } }],
    },
  },
  {
    title: 'of texts and missing values the first is the example, by the size of numbers in the grain',
    grain: day,
    before: reversed(rows('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k').slice(1)),
    after: reversed(rows('a', null, 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'J', 'k').slice(1)),
    expected: {
      ...{ changed: 2, of: 10 },
      columns: [{ row: '2', before: { text: 'b' }, after: { text: 'no value' } }],
    },
  },
  {
    title: 'a long text is cut',
    grain: day,
    before: rows('x'.repeat(500)),
    after: rows('y'.repeat(500)),
    expected: {
      columns: [{ before: { text: `${'x'.repeat(59)}…` }, after: { text: `${'y'.repeat(59)}…` } }],
    },
  },
  {
    title: 'two long texts that begin alike are told as changed',
    grain: day,
    before: rows(`${'x'.repeat(500)}1`),
    after: rows(`${'x'.repeat(500)}2`),
    expected: { changed: 1 },
  },
  {
    title: 'one row without a grain is compared with the other one row',
    grain: [],
    before: [{ total: 1 }],
    after: [{ total: 2 }],
    expected: { by: 'grain', changed: 1, of: 1, columns: [{ row: '', changed: 1 }] },
  },
  {
    title: 'several rows without a grain are compared as whole rows, each as often as it is there',
    grain: [],
    before: [{ a: 1 }, { a: 1 }, { a: 2 }],
    after: [{ a: 1 }, { a: 2 }, { a: 2 }, { a: 3 }],
    expected: { by: 'whole rows', added: 2, removed: 1, changed: 0, of: 2, columns: [] },
  },
  {
    title: 'rows that the grain does not tell apart on one side are compared as whole rows',
    grain: day,
    before: [{ day: 1, a: 1 }],
    after: [
      { day: 1, a: 1 },
      { day: 1, a: 2 },
    ],
    expected: { by: 'whole rows', grain: day, added: 1, removed: 0, of: 1 },
  },
  {
    title: 'whole rows that differ in the last digits of a sum are the same',
    grain: [],
    before: [{ a: 0.3 }, { a: 1 }],
    after: [{ a: 1 }, { a: 0.1 + 0.2 }],
    expected: { kind: 'same' },
  },
  {
    title: 'columns that one side does not have are left to the other parts of the report',
    grain: day,
    before: [{ day: 1, a: 1, gone: 1 }],
    after: [{ day: 1, a: 1, come: 1 }],
    expected: { kind: 'same' },
  },
  {
    title: 'a key that is missing, and moments in it, tell rows apart',
    grain: ['day', 'kind'],
    before: [
      { day: new Date(0), kind: null, a: 1 },
      { day: new Date(0), kind: 'x', a: 1 },
    ],
    after: [
      { day: new Date(0), kind: 'x', a: 2 },
      { day: new Date(0), kind: null, a: 1 },
    ],
    expected: { by: 'grain', changed: 1, of: 2, columns: [{ row: '1970-01-01, x' }] },
  },
]

const columnsOf = (all: readonly Row[]) => ({ columns: [...new Set(all.flatMap(Object.keys))], rows: all })

test.each(cases)('$title', ({ grain, before, after, expected }) => {
  expect(compareView(columnsOf(before), columnsOf(after), grain)).toMatchObject(expected)
})
