import { expect, it } from 'vitest'
import { readAnswer } from '../../../toolkit/grafana/model/frames/read-answer.ts'

const [timestamptz, date, int4, numeric] = [1184, 1082, 23, 1700] as const
const range = { from: new Date('2024-03-10T00:00:00Z'), to: new Date('2024-03-10T01:00:00Z') }

/** The answer to statements, each with one row of one column. */
const answerTo = (...columns: readonly [typeId: number, value: string | null][]) =>
  readAnswer(
    columns.map(([typeId, value]) => ({
      command: 'SELECT',
      columns: [{ name: 'a', typeId }],
      rows: [[value]],
    })),
    { format: 'table', range, fill: undefined },
  )

it.each([
  ['5874897-12-31', 185_331_706_992_000_000],
  ['0001-01-01', -62_135_596_800_000],
  ['4713-01-01 BC', -210_863_520_000_000],
])('a date of Postgres for which JavaScript has none keeps its milliseconds: %s', (text, expected) => {
  expect(answerTo([date, text])).toMatchObject({ frame: { fields: [{ values: [expected] }] } })
})

it('a second statement of another type is refused, and a NULL of it is not', () => {
  expect(answerTo([int4, '1'], [numeric, '1.5'])).toEqual({
    kind: 'error',
    error: 'interface conversion: interface {} is *float64, not *int32',
  })
  expect(answerTo([int4, '1'], [numeric, null])).toMatchObject({ frame: { fields: [{ values: [1, null] }] } })
})

/** A moment as the value of a time series, for which Grafana makes a number of it. */
function asNumber(moment: string): unknown {
  const columns = [
    { name: 'time', typeId: timestamptz },
    { name: 'v', typeId: timestamptz },
  ]
  const rows = [['2024-03-10 00:10:00+00', moment]]
  const answer = readAnswer([{ command: 'SELECT', columns, rows }], {
    format: 'time_series',
    range,
    fill: undefined,
  })
  return answer.kind === 'frame' ? answer.frame.fields[1]?.values[0] : answer
}

it.each([
  ['1969-12-31 23:59:59.999999+00', 0],
  ['9999-12-31 00:00:00+00', -4_852_202_631_933],
  ['0044-03-15 00:00:00+00 BC', -8_177_591_778_871],
  ['2024-03-10 00:00:00.5+00', 1_710_028_800_500],
])('a moment that is a value of a series passes 64 bits of nanoseconds: %s', (moment, expected) => {
  expect(asNumber(moment)).toBe(expected)
})
