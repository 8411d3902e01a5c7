import { describe, expect, it } from 'vitest'
import { type Column, type Frame, frameOf } from '../../preview/data/frame.ts'
import { reduceColumn } from '../../preview/data/reduce.ts'
import { asTimeSeries } from '../../preview/data/time-series.ts'
import { transform } from '../../preview/data/transform.ts'
import { linkAddress } from '../../preview/fields/link-address.ts'

const frame = (...columns: readonly Column[]): Frame => ({ columns, length: columns[0]?.values.length ?? 0 })
const number = (name: string, ...values: (number | null)[]): Column => ({ name, type: 'number', values })
const text = (name: string, ...values: string[]): Column => ({ name, type: 'text', values })
const time = (...values: number[]): Column => ({ name: 'time', type: 'time', values })
const plain = ({ columns }: Frame) => Object.fromEntries(columns.map(({ name, values }) => [name, values]))

describe('a result', () => {
  it.each([
    [1_767_225_600, 1_767_225_600_000],
    [1_767_225_600_000, 1_767_225_600_000],
    [1_767_225_600_000_000_000, 1_767_225_600_000],
  ])('has moments where a column named time holds numbers: %d', (given, expected) => {
    const fields = [{ name: 'time', type: 'number' }] as const
    const answer = {
      sql: '',
      from: 0,
      to: 0,
      fields,
      rows: [[given]],
      cut: false,
      milliseconds: 1,
      error: undefined,
    }
    expect(frameOf(answer).columns[0]).toEqual({ name: 'time', type: 'time', values: [expected] })
  })
})

describe('a time series', () => {
  it('has a line for each text, with gaps where a moment has none', () => {
    const long = frame(time(2, 1, 2), text('tier', 'a', 'a', 'b'), number('revenue', 20, 10, 5))
    expect(plain(asTimeSeries(long))).toEqual({ time: [1, 2], 'revenue a': [10, 20], 'revenue b': [null, 5] })
  })

  it('is named by the text alone where that is the metric', () => {
    const long = frame(time(1, 1), text('metric', 'a', 'b'), number('value', 1, 2))
    expect(plain(asTimeSeries(long))).toEqual({ time: [1], a: [1], b: [2] })
  })

  it('stays as it is without texts', () => {
    const wide = frame(time(1, 2), number('a', 1, 2))
    expect(asTimeSeries(wide)).toBe(wide)
  })
})

describe('a transformation', () => {
  const start = frame(text('name', 'a', 'b', 'c'), number('views', 2, null, 9), number('cost', 1, 2, 3))
  const after = (id: string, options: object) => plain(transform(start, [{ id, options }]).frame)

  it('sorts, with nothing at the end', () => {
    expect(after('sortBy', { sort: [{ field: 'views' }] }).name).toEqual(['a', 'c', 'b'])
  })

  it('limits', () => {
    expect(after('limit', { limitField: 1 })).toEqual({ name: ['a'], views: [2], cost: [1] })
  })

  it('hides, orders and renames columns', () => {
    const options = {
      excludeByName: { cost: true },
      indexByName: { views: 0, name: 1 },
      renameByName: { name: 'Who' },
    }
    expect(Object.keys(after('organize', options))).toEqual(['views', 'Who'])
  })

  it('makes a column of each value', () => {
    expect(after('partitionByValues', { fields: ['name'] })['views c']).toEqual([null, null, 9])
  })

  it('that is not known is named', () => {
    expect(transform(start, [{ id: 'calculateField', options: {} }]).unknown).toEqual(['calculateField'])
  })
})

it.each([
  ['lastNotNull', 5],
  ['last', null],
  ['first', 4],
  ['mean', 4],
  ['sum', 12],
  ['min', 3],
  ['max', 5],
  ['range', 2],
  ['count', 4],
])('the calculation %s', (calculation, expected) => {
  expect(reduceColumn([4, 3, 5, null], calculation)).toBe(expected)
})

describe('a data link', () => {
  const row = { title: 'a & b', 'odd name': 'x' }
  const linked = { name: 'views', value: 7, settings: { custom: {} }, row }
  const address = new URLSearchParams('from=now-7d&to=now&var-user=1&var-user=2')
  const link = (template: string) => linkAddress(template, linked, { address, range: { from: 1, to: 2 } })

  it.each([
    ['/d/x?${__url_time_range}', '/d/x?from=now-7d&to=now'],
    ['https://a.example/?q=${__data.fields.title:percentencode}', 'https://a.example/?q=a%20%26%20b'],
    ['/d/x?var-a=${__data.fields["odd name"]:percentencode}', '/d/x?var-a=x'],
    ['/d/x?${__all_variables}&v=${__value.raw}', '/d/x?var-user=1&var-user=2&v=7'],
    ['/d/x?s=${__series.name}&f=${__from}', '/d/x?s=views&f=1'],
  ])('has its variables put in: %s', (template, expected) => {
    expect(link(template)).toBe(expected)
  })

  it.each(['javascript:alert(1)', '//evil.example', 'data:text/html,x'])(
    'that is none is left out: %s',
    (template) => {
      expect(link(template)).toBeUndefined()
    },
  )
})
