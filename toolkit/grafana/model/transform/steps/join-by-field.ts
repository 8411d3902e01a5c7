import { type DataField, type DataFrame, dataFrame, type FieldValue } from '../../frames/frame.ts'
import { type FieldMatcher, fieldMatcher } from '../field-matchers.ts'
import { type Frames, joinedRefId } from './frames.ts'
import { joinTables, type Table } from './join-tables.ts'

interface JoinByField {
  readonly byField?: string
  readonly mode?: 'outer' | 'inner' | 'outerTabular'
}

/** The fields of all frames in one, where their rows agree in one field: the first one of time, unless it is named. */
export function joinByField(frames: Frames, { byField, mode = 'outer' }: JoinByField): Frames {
  const [first] = frames
  if (!first || frames.length < 2) return frames
  const isKey = byField ? fieldMatcher({ id: 'byName', options: byField }) : bestKey(first)
  const parts = frames.flatMap((frame) => keyedFields(frame, frames, isKey))
  const [left] = parts
  if (!left && mode !== 'outer') throw new TypeError("Cannot read properties of undefined (reading '0')")
  const fields = left ? [left.key, ...parts.flatMap((part) => part.fields)] : []
  const tables = parts.map(({ key, fields: others }): Table => [key, ...others].map(({ values }) => values))
  const columns = mode === 'outer' ? joinPoints(parts) : joinTables(tables, mode === 'outerTabular')
  const joined = fields.map((field, index) => ({ ...field, values: columns[index] ?? [] }))
  return [dataFrame(joined, { refId: joinedRefId('joinByField', frames) })]
}

function bestKey({ fields }: DataFrame): FieldMatcher {
  if (fields.some(({ type }) => type === 'time')) return fieldMatcher({ id: 'firstTimeField' })
  return fieldMatcher({ id: 'byName', options: 'undefined' })
}

interface KeyedFields {
  readonly key: DataField
  readonly fields: readonly DataField[]
}

/** A frame's key, and its other fields with what says whose they are; none where it has no key. */
function keyedFields(frame: DataFrame, frames: Frames, isKey: FieldMatcher): KeyedFields[] {
  const key = frame.fields.find((field) => isKey(field, frame, frames))
  if (!key) return []
  const fields = frame.fields
    .filter((field) => field !== key)
    .map((field): DataField => {
      const own = { ...field, labelled: true as const }
      if (!frame.name) return own
      if (field.name === 'Value') return { ...own, name: frame.name }
      return { ...own, labels: { name: frame.name, ...field.labels } }
    })
  return [{ key, fields }]
}

/** The values of all frames at all keys, sorted; what a frame does not have there is missing, which is not NULL. */
function joinPoints(parts: readonly KeyedFields[]): Table {
  const all = new Set(parts.flatMap(({ key }) => key.values))
  const keys = [...all].sort((a, b) => Number(a) - Number(b))
  const places = new Map(keys.map((key, place) => [key, place]))
  const columns = parts.flatMap(({ key, fields }) =>
    fields.map((field) => {
      const column = Array<FieldValue>(keys.length).fill(undefined)
      const nulls = field.values.flatMap((value, row) => {
        const place = places.get(key.values[row]) ?? 0
        const mode = nullsOf(field)
        if (value === null && mode === 'left out') return []
        column[place] = value
        return value === null && mode === 'spread' ? [place] : []
      })
      for (const place of nulls) spreadNull(column, place)
      return column
    }),
  )
  return [keys, ...columns]
}

/** What becomes of NULLs where a frame has them: a line over gaps leaves them out, others keep them. */
function nullsOf({ config: { custom } }: DataField): 'left out' | 'kept' | 'spread' {
  if (custom?.spanNulls === true) return 'left out'
  return custom?.spanNulls === -1 ? 'kept' : 'spread'
}

/** A NULL reaches to the next values on both sides, so that no line is drawn over it. */
function spreadNull(column: FieldValue[], place: number): void {
  const isEmpty = (at: number) => at >= 0 && at < column.length && (column[at] ?? null) === null
  for (let at = place - 1; isEmpty(at); at--) column[at] = null
  for (let at = place + 1; isEmpty(at); at++) column[at] = null
}

/** Frames as one, where all of them have a field of time of one name. */
export function ensureColumns(frames: Frames): Frames {
  const names = frames.map(({ fields }) => fields.find(({ type }) => type === 'time')?.name)
  const [name] = names
  const isOne = frames.length > 1 && name !== undefined && names.every((other) => other === name)
  return isOne ? joinByField(frames, { byField: name }) : frames
}
