import type { DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Field } from '../../query/run-query.ts'
import { atPath, entriesAt, listAt } from './at-path.ts'
import type { PanelResult } from './panel-results.ts'

/** The fields that reach a panel, by each name that they go by. */
export type FieldsByName = ReadonlyMap<string, Field>

/** A transformation that names a field which is not there. */
export interface LostField {
  readonly transformation: string
  readonly field: string
  readonly there: FieldsByName
}

/** What a panel's transformations leave of its fields. */
export interface ShownFields {
  /** Undefined where the fields cannot be told without Grafana. */
  readonly fields: FieldsByName | undefined
  readonly lost: readonly LostField[]
}

/** The fields that a panel shows, followed through its transformations. */
export function shownFields(result: PanelResult): ShownFields {
  const start = result.fields && !isNamedByRows(result) ? nameFields(result, result.fields) : undefined
  if (!start) return { fields: undefined, lost: [] }
  const lost: LostField[] = []
  let there: Map<string, Field> | undefined = start
  for (const step of result.panel.transformations ?? []) {
    if (step.disabled) continue
    const wanted = wantedFields(step)
    if (!wanted) return { fields: undefined, lost }
    for (const field of wanted)
      if (!there.has(field)) lost.push({ transformation: step.id, field, there: new Map(there) })
    there = transform(there, step)
  }
  return { fields: there, lost }
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

/** In the time series format Grafana calls the column `time` `Time`. */
function nameFields({ queries }: PanelResult, fields: readonly Field[]): Map<string, Field> {
  const byName = new Map(fields.map((field) => [field.name, field]))
  const time = byName.get('time')
  if (time && queries.some(({ query }) => query.format === 'time_series')) byName.set('Time', time)
  return byName
}

/** The fields that a transformation names; undefined for one that makes new fields. */
function wantedFields({ id, options }: DataTransformerConfig): string[] | undefined {
  switch (id) {
    case 'limit':
    case 'filterByValue':
      return []
    case 'sortBy':
      return listAt(options, 'sort').flatMap((sort) => texts([atPath(sort, 'field')]))
    case 'partitionByValues':
      return texts(listAt(options, 'fields'))
    case 'organize': {
      const named = ['excludeByName', 'indexByName', 'renameByName'].flatMap((key) => entriesAt(options, key))
      return [...new Set(named.filter(([, value]) => value !== false && value !== '').map(([name]) => name))]
    }
    default:
      return undefined
  }
}

/** Grafana finds a renamed field by both its names. */
function transform(fields: Map<string, Field>, { id, options }: DataTransformerConfig): Map<string, Field> {
  const dropped = new Set<Field | undefined>()
  const renamed = new Map<string, Field>()
  if (id === 'organize') {
    for (const [name, value] of entriesAt(options, 'excludeByName')) {
      if (value === true) dropped.add(fields.get(name))
    }
    for (const [name, to] of entriesAt(options, 'renameByName')) {
      const field = fields.get(name)
      if (field && typeof to === 'string' && to !== '') renamed.set(to, field)
    }
  }
  if (id === 'partitionByValues' && atPath(options, 'keepFields') !== true) {
    for (const name of texts(listAt(options, 'fields'))) dropped.add(fields.get(name))
  }
  return new Map([...fields, ...renamed].filter(([, field]) => !dropped.has(field)))
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string')
}
