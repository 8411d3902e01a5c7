import { type Column, type Frame, numberOf, rowAt, timeColumn } from '../data/frame.ts'
import { reduceColumn } from '../data/reduce.ts'
import { type FieldSettings, fieldSettings, shownName } from '../fields/field-config.ts'
import type { DrawingInput } from './panel-drawing.ts'

/** One value of a panel that shows single values: its field, and the values of that over time. */
export interface ReducedValue {
  readonly name: string
  readonly value: unknown
  readonly type: Column['type']
  readonly settings: FieldSettings
  readonly times: readonly unknown[]
  readonly history: readonly (number | null)[]
  readonly row: Readonly<Record<string, unknown>>
}

interface ReduceOptions {
  readonly reduceOptions?: {
    readonly calcs?: readonly string[]
    readonly fields?: string
    readonly values?: boolean
    readonly limit?: number
  }
}

/** The values of a stat, a gauge, bars or a pie: one for each field, or one for each row. */
export function reducedValues({ panel, frames }: DrawingInput): ReducedValue[] {
  const { reduceOptions = {} }: ReduceOptions = panel.options ?? {}
  const { calcs = ['lastNotNull'], values = false, fields = '', limit = 25 } = reduceOptions
  const take = (frame: Frame) => chosenColumns(frame, fields)
  if (values) return frames.flatMap((frame) => rowValues(panel.fieldConfig, frame, take(frame), limit))
  return frames.flatMap((frame) => {
    const times = timeColumn(frame)?.values ?? []
    return take(frame).map((column): ReducedValue => {
      const settings = fieldSettings(panel.fieldConfig, column)
      const value = reduceColumn(column.values, calcs[0] ?? 'lastNotNull')
      const history = column.values.map(numberOf)
      const row = rowAt(frame, frame.length - 1)
      return { name: shownName(settings, column), value, type: column.type, settings, times, history, row }
    })
  })
}

function chosenColumns({ columns }: Frame, fields: string): Column[] {
  if (fields === '') return columns.filter(({ type }) => type === 'number')
  const [, pattern, flags = ''] = /^\/(.*)\/(\w*)$/s.exec(fields) ?? []
  if (pattern === undefined) return columns.filter(({ name }) => name === fields)
  const expression = new RegExp(pattern, flags)
  return columns.filter(({ name }) => expression.test(name))
}

function rowValues(
  config: DrawingInput['panel']['fieldConfig'],
  frame: Frame,
  columns: readonly Column[],
  limit: number,
): ReducedValue[] {
  const label = frame.columns.find(({ type }) => type === 'text')
  return [...Array(Math.min(frame.length, limit)).keys()].flatMap((index) =>
    columns.map((column): ReducedValue => {
      const text = label && labelText(config, label, label.values[index])
      const own = text === undefined ? column : { name: text, type: column.type }
      const raw = label === undefined ? own : { name: String(label.values[index]), type: column.type }
      const settings = {
        ...fieldSettings(config, column),
        ...ownColor(config, raw),
        ...ownColor(config, own),
      }
      const several = columns.length > 1 && text !== undefined ? `${text} ${column.name}` : own.name
      const value = column.values[index]
      return {
        name: text === undefined ? shownName(settings, own) : several,
        value,
        type: column.type,
        settings,
        times: [],
        history: [],
        row: rowAt(frame, index),
      }
    }),
  )
}

/** A row's label through the mappings of its column. */
function labelText(config: DrawingInput['panel']['fieldConfig'], column: Column, value: unknown): string {
  for (const mapping of fieldSettings(config, column).mappings ?? []) {
    const found = mapping.type === 'value' ? mapping.options[String(value)] : undefined
    if (found?.text) return found.text
  }
  return String(value ?? '')
}

/** The colour of a row that an override names by its label. */
function ownColor(config: DrawingInput['panel']['fieldConfig'], named: Pick<Column, 'name' | 'type'>) {
  const { color } = fieldSettings(config ? { ...config, defaults: {} } : undefined, named)
  return color ? { color } : {}
}
