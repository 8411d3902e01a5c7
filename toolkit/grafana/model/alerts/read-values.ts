import type { FieldValue } from '../frames/frame.ts'
import { seriesSchema } from '../frames/series-schema.ts'
import type { ServerField, ServerFrame } from '../frames/server-frame.ts'
import {
  type AlertValue,
  noDataValue,
  numberValue,
  type Point,
  type SeriesValue,
  seriesValue,
} from './alert-value.ts'
import { Refusal } from './refusal.ts'

/**
 * The values in what a query returned, as Grafana's expressions read a frame: a table of one number is reduced already,
 * and its texts are labels; a time makes series.
 *
 * @throws Refusal for any other shape
 */
export function readValues(frame: ServerFrame): AlertValue[] {
  const { fields, shape } = frame
  if (fields.length === 0) return [noDataValue()]
  const schema = seriesSchema(fields)
  if (schema.kind === 'none' && isNumberTable(fields)) return numbers(frame)
  const time = fields[schema.time]
  const values = fields.filter((_, position) => schema.values.includes(position))
  // What the data source made wide may have booleans, and what it could not read is left out.
  if (time && shape === 'timeseries-wide') return seriesOf(time, values.filter(isNumeric))
  if (schema.kind !== 'wide' || !time) refuseShape(schema.kind === 'long' ? 'long' : 'not')
  // One series after the other is read, so that the first that cannot be says why.
  return values.flatMap((value) => {
    if (value.type !== 'number') throw new Refusal('no float64 value column found in frame ')
    return seriesOf(time, [value])
  })
}

function refuseShape(shape: 'not' | 'long'): never {
  throw new Refusal(`input data must be a wide series but got type ${shape} (input refid)`)
}

const isNumeric = ({ type }: ServerField): boolean => type === 'number' || type === 'boolean'

function isNumberTable(fields: readonly ServerField[]): boolean {
  const others = fields.filter(({ type }) => type !== 'string')
  return others.length === 1 && others[0]?.type === 'number'
}

function numbers({ fields, length }: ServerFrame): AlertValue[] {
  const watched = fields.find(({ type }) => type === 'number')
  const texts = fields.filter(({ type }) => type === 'string')
  return Array.from({ length }, (_, row) => {
    const labels = Object.fromEntries(texts.map(({ name, values }) => [name, textOf(values[row])]))
    // NULL in a table is not a number.
    return numberValue(labels, numberOf(watched?.values[row]) ?? Number.NaN, watched?.name)
  })
}

function seriesOf(time: ServerField, values: readonly ServerField[]): SeriesValue[] {
  const times = time.values.map((moment) => {
    if (typeof moment === 'number') return moment
    throw new Refusal('time series with null time stamps are not supported')
  })
  return values.map((field) => {
    const points = times.map((moment, row): Point => [moment, numberOf(field.values[row])])
    return seriesValue(field.labels, points, field.name)
  })
}

function numberOf(value: FieldValue): number | null {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'number' ? value : null
}

const textOf = (value: FieldValue): string => (typeof value === 'string' ? value : '')
