import type { DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { type Column, type Frame, pickRows } from './frame.ts'

/** Takes a panel's transformations of a frame in their order, and names those that the preview does not know. */
export function transform(
  frame: Frame,
  transformations: readonly DataTransformerConfig[],
): { readonly frame: Frame; readonly unknown: readonly string[] } {
  const unknown: string[] = []
  let result = frame
  for (const { id, options, disabled } of transformations) {
    if (disabled) continue
    const step = steps[id]
    if (step) result = step(result, options ?? {})
    else unknown.push(id)
  }
  return { frame: result, unknown }
}

interface StepOptions {
  readonly sort?: readonly { readonly field: string; readonly desc?: boolean }[]
  readonly limitField?: number | string
  readonly excludeByName?: Readonly<Record<string, boolean>>
  readonly indexByName?: Readonly<Record<string, number>>
  readonly renameByName?: Readonly<Record<string, string>>
  readonly fields?: readonly string[] | object
}

const steps: Readonly<Record<string, (frame: Frame, options: StepOptions) => Frame>> = {
  sortBy: (frame, { sort = [] }) => {
    const [first] = sort
    const column = frame.columns.find(({ name }) => name === first?.field)
    if (!column) return frame
    const direction = first?.desc ? -1 : 1
    const order = [...Array(frame.length).keys()].sort(
      (a, b) => direction * compareValues(column.values[a], column.values[b]),
    )
    return pickRows(frame, order)
  },
  limit: (frame, { limitField = 10 }) =>
    pickRows(frame, [...Array(Math.min(frame.length, Number(limitField))).keys()]),
  organize: ({ columns, length }, { excludeByName = {}, indexByName = {}, renameByName = {} }) => {
    const place = ({ name }: Column) => indexByName[name] ?? columns.length
    const kept = columns.filter(({ name }) => !excludeByName[name]).toSorted((a, b) => place(a) - place(b))
    return {
      columns: kept.map((column) => ({ ...column, name: renameByName[column.name] || column.name })),
      length,
    }
  },
  partitionByValues: (frame, { fields = [] }) => partition(frame, Array.isArray(fields) ? fields : []),
}

/** A column for each value of some columns, all in one frame: that of a panel is drawn the same. */
function partition(frame: Frame, fields: readonly string[]): Frame {
  const by = frame.columns.filter(({ name }) => fields.includes(name))
  const rest = frame.columns.filter(({ name }) => !fields.includes(name))
  const label = (row: number) => by.map(({ values }) => String(values[row] ?? '')).join(' ')
  const labels = [...new Set([...Array(frame.length).keys()].map(label))]
  const columns = rest.flatMap((column): Column[] => {
    if (column.type === 'time' || labels.length === 0) return [column]
    return labels.map((one) => ({
      ...column,
      name: `${column.name} ${one}`,
      values: column.values.map((value, row) => (label(row) === one ? value : null)),
    }))
  })
  return { columns, length: frame.length }
}

/** Orders numbers by size and texts by their letters, with nothing at the end. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : 1
  if (b === null || b === undefined) return -1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}
