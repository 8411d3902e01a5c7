import type { DataTransformerConfig, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { type DataField, type DataFrame, dataField, dataFrame } from '../../grafana/model/frames/frame.ts'
import { fieldDisplayName } from '../../grafana/model/transform/display-name.ts'
import { NotFound } from '../../grafana/model/transform/not-found.ts'
import { transform } from '../../grafana/model/transform/transform.ts'
import type { CheckedQuery } from '../rule.ts'
import { atPath, entriesAt, listAt } from './at-path.ts'
import type { PanelResult } from './panel-results.ts'

/** The fields that reach a panel, by each name that they go by. */
export type FieldsByName = ReadonlyMap<string, DataField>

/** A transformation that names a field which is not there. */
export interface LostField {
  readonly transformation: string
  readonly field: string
  readonly there: FieldsByName
}

/** What a panel's transformations leave of its fields. */
export interface ShownFields {
  /** Undefined where rows that the sample may not have name the fields, or only Grafana can tell them. */
  readonly frames: readonly DataFrame[] | undefined
  readonly lost: readonly LostField[]
}

/** The fields that a panel shows, followed through its transformations as Grafana takes them. */
export function shownFields(result: PanelResult): ShownFields {
  const lost: LostField[] = []
  let frames = isNamedByRows(result) ? undefined : framesOf(result)
  for (const step of result.panel.transformations ?? []) {
    if (!frames || step.disabled) continue
    const there = fieldsByName(frames)
    for (const field of wantedFields(step))
      if (!there.has(field)) lost.push({ transformation: step.id, field, there })
    frames = namesByRows.has(step.id) ? undefined : transformed(frames, step)
  }
  return { frames, lost }
}

/** The series of a time series query with text columns are named by the texts. */
export function isNamedByRows({ queries }: Pick<PanelResult, 'queries'>): boolean {
  return queries.some(
    ({ query, result }) =>
      query.format === 'time_series' &&
      result.ok &&
      result.fields.some(({ name, type }) => name !== 'time' && (type === 'string' || type === 'other')),
  )
}

/** The fields of frames by their names, and by what they are called for people. */
export function fieldsByName(frames: readonly DataFrame[]): FieldsByName {
  const named = frames.flatMap((frame) =>
    frame.fields.flatMap((field): [string, DataField][] => [
      [field.name, field],
      [fieldDisplayName(field, frame, frames), field],
    ]),
  )
  return new Map(named)
}

/** Transformations whose fields have names from the values of rows. */
const namesByRows = new Set([
  'rowsToFields',
  'groupingToMatrix',
  'transpose',
  'labelsToFields',
  'joinByLabels',
])

function transformed(
  frames: readonly DataFrame[],
  step: DataTransformerConfig,
): readonly DataFrame[] | undefined {
  try {
    const { frames: after, uncovered } = transform(frames, [step])
    return uncovered.length > 0 ? undefined : after
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}

function framesOf({ fields, queries, panel }: PanelResult): readonly DataFrame[] | undefined {
  if (!fields) return undefined
  const frames = queries.flatMap((checked) => frameOf(checked, panel) ?? [])
  return frames.length === queries.length ? frames : undefined
}

/** What a query returned as the panel gets it; of one without rows, its columns. */
function frameOf(
  { query: { format }, result }: CheckedQuery,
  { targets = [] }: Panel,
): DataFrame | undefined {
  if (!result.ok || result.answer.kind !== 'frame') return undefined
  const { frame } = result.answer
  if (frame.fields.length > 0 || targets.length === 0) return frame
  const isSeries = format === 'time_series'
  return dataFrame(
    result.fields.map(({ name, type }) => dataField(isSeries && name === 'time' ? 'Time' : name, type, [])),
    { refId: frame.refId },
  )
}

/** The fields that a transformation names and cannot do without. */
function wantedFields({ id, options }: DataTransformerConfig): readonly string[] {
  switch (id) {
    case 'sortBy':
      return listAt(options, 'sort').flatMap((sort) => texts([atPath(sort, 'field')]))
    case 'partitionByValues':
      return texts(listAt(options, 'fields'))
    case 'groupBy':
      return entriesAt(options, 'fields').map(([name]) => name)
    case 'organize': {
      const named = ['excludeByName', 'indexByName', 'renameByName'].flatMap((key) => entriesAt(options, key))
      return [...new Set(named.filter(([, value]) => value !== false && value !== '').map(([name]) => name))]
    }
    default:
      return []
  }
}

const texts = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string')
