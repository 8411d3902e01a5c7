import { describe, expect, it } from 'vitest'
import { answerFrame } from '../../preview/data/answer-frame.ts'
import type { SentFill } from '../../toolkit/preview/api.ts'

/** Postgres's numbers for its types. */
const types = { number: 701, bigint: 20, text: 25, time: 1184, array: 1007, interval: 1186 } as const

type Columns = Record<string, keyof typeof types>

const at = (seconds: number) => `1970-01-01 00:00:${String(seconds).padStart(2, '0')}+00`

function frameOf(format: string, fields: Columns, ...rows: (string | null)[][]) {
  return filledFrameOf(null, format, fields, ...rows)
}

function filledFrameOf(fill: SentFill | null, format: string, fields: Columns, ...rows: (string | null)[][]) {
  const columns = Object.entries(fields).map(([name, type]) => ({ name, typeId: types[type] }))
  const times = { from: 0, to: 10_000, milliseconds: 1 }
  const answer = { sql: '', ...times, fill, columns, rows, cut: false, error: undefined }
  const read = answerFrame({ refId: 'A', format, answer })
  if ('problem' in read) return read.problem
  return read.frame.fields.map(({ name, labels, values }) => [name, labels, values])
}

describe('the answer to a query of a panel', () => {
  it.each([
    [1_767_225_600, 1_767_225_600_000],
    [1_767_225_600_000, 1_767_225_600_000],
    [1_767_225_600_000_000_000, 1_767_225_600_000],
  ])('has moments where a column named time holds numbers: %d', (given, expected) => {
    expect(frameOf('table', { time: 'bigint' }, [String(given)])).toEqual([['time', {}, [expected]]])
  })

  it('has a line for each text where it is a time series', () => {
    const fields = { time: 'time', tier: 'text', revenue: 'number' } as const
    const rows = [
      [at(1), 'a', '10'],
      [at(2), 'a', '20'],
      [at(2), 'b', '5'],
    ]
    expect(frameOf('time_series', fields, ...rows)).toEqual([
      ['Time', {}, [1000, 2000]],
      ['revenue', { tier: 'a' }, [10, 20]],
      ['revenue', { tier: 'b' }, [null, 5]],
    ])
  })

  it('is filled in where its time group says so', () => {
    const fill = { mode: 'value', value: 0, nanoseconds: '2000000000' } as const
    const fields = { time: 'time', revenue: 'number' } as const
    expect(filledFrameOf(fill, 'time_series', fields, [at(2), '10'], [at(8), '20'])).toEqual([
      ['Time', {}, [0, 2000, 4000, 6000, 8000, 10_000]],
      ['revenue', {}, [0, 10, 0, 0, 20, 0]],
    ])
  })

  it('is refused in the words of Grafana where the moments of a long series are not in order', () => {
    const fields = { time: 'time', tier: 'text', revenue: 'number' } as const
    expect(frameOf('time_series', fields, [at(2), 'a', '1'], [at(1), 'a', '2'])).toContain('not sorted')
  })

  it('has arrays, intervals, NaN and large numbers as Grafana reads them', () => {
    const fields = { tags: 'array', took: 'interval', ratio: 'number', key: 'bigint' } as const
    expect(frameOf('table', fields, ['{1,2}', '01:30:00', 'NaN', '9007199254740993'])).toEqual([
      ['tags', {}, ['{1,2}']],
      ['took', {}, ['01:30:00']],
      ['ratio', {}, [Number.NaN]],
      ['key', {}, [9007199254740992]],
    ])
  })
})
