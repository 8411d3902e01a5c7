import type { DataField, DataFrame, FieldValue } from '../frames/frame.ts'

const { compare: compareTexts } = new Intl.Collator('en', { sensitivity: 'base' })

/** What is empty, nothing or false goes last; the others are as equal. */
const emptyLast = (a: FieldValue, b: FieldValue): number => Number(!a) - Number(!b)

const comparers: Readonly<Record<DataField['type'], (a: FieldValue, b: FieldValue) => number>> = {
  number: (a, b) => Number(a) - Number(b),
  time: (a, b) => Number(a) - Number(b),
  string: (a, b) => (!a || !b ? emptyLast(a, b) : compareTexts(String(a), String(b))),
  boolean: emptyLast,
  other: () => 0,
}

/** The rows of a frame in some order. */
export function pickRows(frame: DataFrame, rows: readonly number[]): DataFrame {
  const fields = frame.fields.map((field) => ({ ...field, values: rows.map((row) => field.values[row]) }))
  return { ...frame, fields, length: rows.length }
}

/** The numbers of a frame's rows by the values of one of its fields; equal ones keep their order. */
export function rowOrder({ length }: DataFrame, { values, type }: DataField, descending = false): number[] {
  const compare = comparers[type]
  const rows = [...Array(length).keys()].sort((a, b) =>
    descending ? compare(values[b], values[a]) : compare(values[a], values[b]),
  )
  return type === 'other' && descending ? rows.reverse() : rows
}

/** The rows of a frame by the values of one of its fields. */
export const sortFrame = (frame: DataFrame, field: DataField, descending = false): DataFrame =>
  pickRows(frame, rowOrder(frame, field, descending))
