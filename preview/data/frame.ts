import type { FieldType } from '../../toolkit/grafana/field.ts'
import type { QueryAnswer } from './query-answer.ts'

/** A column of values. */
export interface Column {
  readonly name: string
  readonly type: FieldType
  readonly values: readonly unknown[]
}

/** Columns of one length: what a panel draws. */
export interface Frame {
  readonly columns: readonly Column[]
  readonly length: number
}

/** An answer as columns, the one named `time` as moments. */
export function frameOf({ fields, rows }: QueryAnswer): Frame {
  const columns = fields.map(({ name, type }, index): Column => {
    const values = rows.map((row) => row[index] ?? null)
    if (name !== 'time' || type === 'time') return { name, type, values }
    return { name, type: 'time', values: values.map(momentOf) }
  })
  return { columns, length: rows.length }
}

/** Grafana takes a number in a column named `time` for seconds, milliseconds or nanoseconds, by its size. */
function momentOf(value: unknown): number | null {
  if (typeof value === 'string') return Date.parse(value)
  if (typeof value !== 'number') return null
  if (value < 1e11) return value * 1000
  return value < 1e14 ? value : value / 1e6
}

export const timeColumn = ({ columns }: Frame): Column | undefined =>
  columns.find(({ type }) => type === 'time')

export const numberColumns = ({ columns }: Frame): Column[] => columns.filter(({ type }) => type === 'number')

/** A value as a number, or null where it is none. */
export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** The row at a position, by the names of the columns. */
export function rowAt({ columns }: Frame, index: number): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name, values }) => [name, values[index]]))
}

/** Some rows of a frame, in the order given. */
export function pickRows({ columns }: Frame, indexes: readonly number[]): Frame {
  const picked = columns.map((column) => ({
    ...column,
    values: indexes.map((index) => column.values[index]),
  }))
  return { columns: picked, length: indexes.length }
}
