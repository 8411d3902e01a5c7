import type { QueryFormat } from '../../define/dashboards/query-target.ts'
import type { QueryResult } from '../../query/run-query.ts'

/** What a query returned, and how the panel reads it. */
export interface Answer {
  readonly result: Extract<QueryResult, { ok: true }>
  readonly format: QueryFormat
}

/** The numbers of one field, with their moments where the result has a column `time`. */
export interface Series {
  /** The field, and its labels. */
  readonly name: string
  readonly field: string
  readonly values: readonly unknown[]
  /** ISO moments, beside the values. */
  readonly times: readonly string[]
}

/** The series of a result: one for each numeric field; in time series format, for each label too. */
export function seriesOf({ result, format }: Answer): Series[] {
  const numeric = result.fields.filter(({ name, type }) => type === 'number' && name !== 'time')
  const labels = format === 'time_series' ? result.fields.filter(({ type }) => type === 'string') : []
  const series = new Map<string, { field: string; values: unknown[]; times: string[] }>()
  for (const row of result.rows) {
    const label = labels.map(({ name }) => String(row[name] ?? '')).join(' ')
    for (const { name } of numeric) {
      const full = labels.length === 0 ? name : numeric.length === 1 ? label : `${name} ${label}`
      const found = series.get(full) ?? { field: name, values: [], times: [] }
      series.set(full, found)
      found.values.push(row[name])
      found.times.push(timeText(row.time))
    }
  }
  return [...series].map(([name, parts]) => ({ name, ...parts }))
}

/** Moments arrive as dates, or as seconds since 1970 where a macro groups them. */
function timeText(time: unknown): string {
  if (time instanceof Date) return time.toISOString()
  return typeof time === 'number' ? new Date(time * 1000).toISOString() : String(time ?? '')
}

/** The series of two sides by name; where both have a single one it has no name, so that it may be renamed. */
export function pairedSeries(
  before: { readonly answer: Answer },
  after: { readonly answer: Answer },
): [Map<string, Series>, Map<string, Series>] {
  const [old, now] = [seriesOf(before.answer), seriesOf(after.answer)]
  const isSingle = old.length <= 1 && now.length <= 1
  const byName = (series: readonly Series[]) => new Map(series.map((one) => [isSingle ? '' : one.name, one]))
  return [byName(old), byName(now)]
}
