import { type DataField, type DataFrame, dataField, type FieldValue } from '../../frames/frame.ts'
import { variance } from '../../reduce/spread.ts'
import { fieldMatcher } from '../field-matchers.ts'
import type { Calculate } from './calculate.ts'
import type { Frames } from './frames.ts'

export interface Cumulative {
  readonly field?: string
  readonly reducer?: string
}

export interface Window extends Cumulative {
  readonly windowAlignment?: 'trailing' | 'centered'
  readonly windowSizeMode?: 'percentage' | 'fixed'
  readonly windowSize?: number
}

const problem = (text: string): Error => new Error(`Add field from calculation transformation - ${text}`)

/** The first field that is meant: by its name, or the first of numbers. */
function chosen(frames: Frames, name: string | undefined): (frame: DataFrame) => DataField | undefined {
  const isMeant = fieldMatcher(name ? { id: 'byNames', options: { names: [name] } } : { id: 'numeric' })
  return (frame) => frame.fields.find((field) => isMeant(field, frame, frames))
}

/** The total or the mean of all rows up to each. */
export function cumulativeValues(frames: Frames, { field: name, reducer = 'sum' }: Cumulative): Calculate {
  if (reducer !== 'sum' && reducer !== 'mean') throw problem(`Unsupported reducer: ${reducer}`)
  const choose = chosen(frames, name)
  return (frame) => {
    const field = choose(frame)
    if (!field) return undefined
    let total = 0
    return Array.from({ length: frame.length }, (_, row) => {
      total += Number(field.values[row] ?? 0)
      return reducer === 'sum' ? total : total / (row + 1)
    })
  }
}

/** The mean or the spread of the rows around each, or of those before it. */
export function windowValues(
  frames: Frames,
  {
    field: name,
    reducer = 'mean',
    windowAlignment = 'trailing',
    windowSizeMode = 'percentage',
    windowSize = 0.1,
  }: Window,
): Calculate {
  if (windowSize <= 0) throw problem('Window size must be larger than 0')
  const choose = chosen(frames, name)
  return (frame) => {
    const field = choose(frame)
    if (!field) return undefined
    if (!['mean', 'stdDev', 'variance'].includes(reducer)) throw problem(`Unsupported reducer: ${reducer}`)
    const size = Math.ceil(windowSize * (windowSizeMode === 'percentage' ? frame.length : 1))
    const ahead = windowAlignment === 'centered' ? Math.ceil(size / 2) - 1 : 0
    const behind = windowAlignment === 'centered' ? Math.floor(size / 2) : size - 1
    if (reducer === 'mean') return means(field, frame.length, behind, ahead)
    return Array.from({ length: frame.length }, (_, row) => {
      const values = field.values.slice(Math.max(0, row - behind), row + ahead + 1)
      const spread = variance(dataField('', 'number', values))
      return reducer === 'variance' ? spread : Math.sqrt(spread)
    })
  }
}

/** Means of a window that moves: its sum is kept, so that the result rounds as Grafana's does. */
function means({ values }: DataField, length: number, behind: number, ahead: number): FieldValue[] {
  const known = (row: number) => {
    const value = row < values.length ? (values[row] ?? null) : null
    return value === null ? undefined : Number(value)
  }
  let [sum, count] = [0, 0]
  const add = (row: number, sign: 1 | -1) => {
    const value = known(row)
    if (value === undefined) return
    sum += sign * value
    count += sign
  }
  for (let row = 0; row < ahead; row++) add(row, 1)
  return Array.from({ length }, (_, row) => {
    add(row + ahead, 1)
    if (row - behind > 0) add(row - behind - 1, -1)
    return count === 0 ? 0 : sum / count
  })
}
