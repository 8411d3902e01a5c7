import { type Column, type Frame, numberColumns, timeColumn } from './frame.ts'

/**
 * A frame of Grafana's format `time_series`: sorted by time, and with a column for each value of its columns of text,
 * as in `revenue elite`.
 */
export function asTimeSeries(frame: Frame): Frame {
  const time = timeColumn(frame)
  const texts = frame.columns.filter(({ type }) => type === 'text')
  if (!time) return frame
  if (texts.length === 0) return frame
  const moments = [...new Set(time.values)].toSorted((a, b) => Number(a) - Number(b))
  const position = new Map(moments.map((moment, index) => [moment, index]))
  const numbers = numberColumns(frame)
  const series = new Map<string, (unknown | null)[]>()
  for (let row = 0; row < frame.length; row++) {
    const label = texts.map(({ values }) => String(values[row] ?? '')).join(' ')
    for (const number of numbers) {
      const isPlain =
        numbers.length === 1 && (number.name === 'value' || texts.some(({ name }) => name === 'metric'))
      const name = isPlain ? label : `${number.name} ${label}`
      const values = series.get(name) ?? moments.map(() => null)
      series.set(name, values)
      values[position.get(time.values[row]) ?? 0] = number.values[row] ?? null
    }
  }
  const columns = [...series].map(([name, values]): Column => ({ name, type: 'number', values }))
  return { columns: [{ ...time, values: moments }, ...columns], length: moments.length }
}
