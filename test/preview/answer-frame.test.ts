import { describe, expect, it } from 'vitest'
import { answerFrame } from '../../preview/data/answer-frame.ts'
import type { FieldType } from '../../toolkit/grafana/field.ts'
import type { SentFill } from '../../toolkit/preview/api.ts'

function frameOf(format: string, fields: Record<string, FieldType>, ...rows: unknown[][]) {
  return filledFrameOf(null, format, fields, ...rows)
}

function filledFrameOf(
  fill: SentFill | null,
  format: string,
  fields: Record<string, FieldType>,
  ...rows: unknown[][]
) {
  const columns = Object.entries(fields).map(([name, type]) => ({ name, type }))
  const times = { from: 0, to: 10_000, milliseconds: 1 }
  const answer = { sql: '', ...times, fill, fields: columns, rows, cut: false, error: undefined }
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
    expect(frameOf('table', { time: 'number' }, [given])).toEqual([['time', {}, [expected]]])
  })

  it('has a line for each text where it is a time series', () => {
    const fields = { time: 'time', tier: 'text', revenue: 'number' } as const
    const rows = [
      [1000, 'a', 10],
      [2000, 'a', 20],
      [2000, 'b', 5],
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
    expect(filledFrameOf(fill, 'time_series', fields, [2000, 10], [8000, 20])).toEqual([
      ['Time', {}, [0, 2000, 4000, 6000, 8000, 10_000]],
      ['revenue', {}, [0, 10, 0, 0, 20, 0]],
    ])
  })

  it('is refused in the words of Grafana where the moments of a long series are not in order', () => {
    const fields = { time: 'time', tier: 'text', revenue: 'number' } as const
    expect(frameOf('time_series', fields, [2000, 'a', 1], [1000, 'a', 2])).toContain('not sorted')
  })
})
