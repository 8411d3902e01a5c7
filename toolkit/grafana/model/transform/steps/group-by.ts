import { type DataField, type DataFrame, dataField, dataFrame, type FieldType } from '../../frames/frame.ts'
import { reduceField } from '../../reduce/reduce-field.ts'
import { fieldDisplayName } from '../display-name.ts'
import { fieldMatcher } from '../field-matchers.ts'
import type { Frames } from './frames.ts'

interface GroupBy {
  readonly fields?: Readonly<
    Record<string, { readonly operation?: string | null; readonly aggregations?: readonly string[] }>
  >
}

/** One row for each group of equal values, with calculations of the other fields of its rows. */
export function groupBy(frames: Frames, { fields: wanted = {} }: GroupBy): Frames {
  const names = Object.keys(wanted).filter((name) => wanted[name]?.operation === 'groupby')
  if (names.length === 0) return frames
  const isKey = fieldMatcher({ id: 'byNames', options: { names } })
  return frames.flatMap((frame) => {
    const keys = frame.fields.filter((field) => isKey(field, frame, frames))
    if (keys.length === 0) return []
    const groups = groupRows(frame, keys)
    const keyFields = keys.map(({ name, type, config, values }) =>
      dataField(
        name,
        type,
        groups.map(([first = 0]) => values[first]),
        { config },
      ),
    )
    const calculated = frame.fields.flatMap((field) => aggregates(field, frame, frames, wanted, groups))
    return dataFrame([...keyFields, ...calculated], { refId: frame.refId })
  })
}

function groupRows(frame: DataFrame, keys: readonly DataField[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>()
  for (let row = 0; row < frame.length; row++) {
    const key = String(keys.map(({ values }) => values[row]))
    const group = groups.get(key) ?? []
    groups.set(key, group)
    group.push(row)
  }
  return [...groups.values()]
}

function aggregates(
  field: DataField,
  frame: DataFrame,
  frames: Frames,
  wanted: NonNullable<GroupBy['fields']>,
  groups: readonly (readonly number[])[],
): readonly DataField[] {
  // Labels are part of the name of a field only where there is one frame.
  const name = frames.length > 1 ? (field.config.displayName ?? field.name) : fieldDisplayName(field, frame)
  const { operation, aggregations = [] } = wanted[name] ?? {}
  const isCounted = operation === 'groupby' && aggregations.length === 1 && aggregations[0] === 'count'
  if (operation !== 'aggregate' && !isCounted) return []
  const results = groups.map((rows) => {
    const values = rows.map((row) => field.values[row])
    return reduceField({ type: field.type, config: field.config, values }, aggregations)
  })
  return aggregations.map((id) =>
    dataField(
      `${name} (${id})`,
      typeOf(id, field.type),
      results.map((result) => result[id]),
    ),
  )
}

function typeOf(reducer: string, type: FieldType): FieldType {
  if (['count', 'distinctCount', 'changeCount', 'countAll'].includes(reducer)) return 'number'
  return reducer === 'allIsNull' || reducer === 'allIsZero' ? 'boolean' : type
}
