import { type DataField, type DataFrame, dataField, dataFrame, type FieldValue } from '../../frames/frame.ts'
import { guessType } from '../guess-type.ts'
import { type Frames, joinedRefId } from './frames.ts'

type Row = Readonly<Record<string, FieldValue>>

/** The rows of all frames in one table: those that agree in the fields of all frames become one. */
export function merge(frames: Frames): Frames {
  if (frames.length <= 1) return frames
  const filled = frames.filter(({ fields }) => fields.length > 0)
  if (filled.length === 0) return frames.slice(0, 1)
  const fields = new Map<string, DataField>()
  for (const field of filled.flatMap((frame) => frame.fields)) {
    if (!fields.has(field.name)) fields.set(field.name, field)
  }
  const names = (frame: DataFrame) => frame.fields.map(({ name }) => name)
  const last = filled.at(-1)
  const shared = last
    ? names(last).filter((name) => filled.every((frame) => names(frame).includes(name)))
    : []
  if (shared.length === 0) return frames
  const rows = mergeRows(filled, shared)
  const merged = [...fields.values()].map(({ name, type, config, values }) => {
    const { displayName: _, ...settings } = config
    const own = type === 'other' ? (guessType(name, values) ?? type) : type
    return dataField(
      name,
      own,
      rows.map((row) => parse(row[name], own)),
      { config: settings },
    )
  })
  return [dataFrame(merged, { refId: joinedRefId('merge', filled) })]
}

function mergeRows(frames: Frames, shared: readonly string[]): readonly Row[] {
  const byKey = new Map<string, number[]>()
  const rows: Row[] = []
  for (const frame of frames) {
    for (let index = 0; index < frame.length; index++) {
      const row: Row = Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[index]]))
      const key = shared.map((name) => String(row[name])).join('')
      const places = byKey.get(key) ?? []
      byKey.set(key, places)
      const fitting = places.filter((place) => fits(rows[place] ?? {}, row))
      for (const place of fitting) rows[place] = { ...rows[place], ...row }
      if (fitting.length === 0) places.push(rows.push(row) - 1)
    }
  }
  return rows
}

/** Whether nothing in a row contradicts another. */
const fits = (existing: Row, row: Row): boolean =>
  Object.entries(row).every(([name, value]) => (existing[name] ?? null) === null || existing[name] === value)

function parse(value: FieldValue, type: DataField['type']): FieldValue {
  if (typeof value !== 'string') return value
  if (type === 'number') return Number.parseFloat(value)
  return type === 'boolean' ? !/^[Ff0]/.test(value) : value
}
