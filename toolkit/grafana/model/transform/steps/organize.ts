import type { DataField, DataFrame } from '../../frames/frame.ts'
import { fieldDisplayName } from '../display-name.ts'
import { filterFieldsByName } from './filter-fields.ts'
import type { Frames } from './frames.ts'

interface OrderBy {
  readonly type?: 'name' | 'label'
  readonly name?: string
  readonly desc?: boolean
}

export interface OrderFields {
  readonly indexByName?: Readonly<Record<string, unknown>>
  readonly orderByMode?: 'manual' | 'auto'
  readonly orderBy?: readonly OrderBy[]
}

export interface RenameFields {
  readonly renameByName?: Readonly<Record<string, unknown>>
}

export interface Organize extends OrderFields, RenameFields {
  readonly excludeByName?: Readonly<Record<string, unknown>>
  readonly includeByName?: Readonly<Record<string, unknown>>
}

const chosen = (byName: Readonly<Record<string, unknown>> = {}): string[] =>
  Object.keys(byName).filter((name) => byName[name])

/** Leaves fields out, puts them in order and gives them titles. */
export function organize(frames: Frames, options: Organize): Frames {
  const kept = filterFieldsByName(frames, {
    include: { names: chosen(options.includeByName) },
    exclude: { names: chosen(options.excludeByName) },
  })
  return rename(order(kept, options), options)
}

const { compare } = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

/** Fields in the order of their numbers, the others behind them; or by names and labels. */
export function order(
  frames: Frames,
  { indexByName = {}, orderByMode = 'manual', orderBy = [] }: OrderFields,
): Frames {
  return frames.map((frame) => {
    const shown = (field: DataField) => fieldDisplayName(field, frame, frames)
    const place = (field: DataField) => {
      const index = indexByName[shown(field)]
      return typeof index === 'number' && Number.isInteger(index) ? index : Number.MAX_SAFE_INTEGER
    }
    const compared = orderByMode === 'manual' ? undefined : automatic(frame, orderBy, shown)
    return { ...frame, fields: frame.fields.toSorted(compared ?? ((a, b) => place(a) - place(b))) }
  })
}

function automatic(
  frame: DataFrame,
  orderBy: readonly OrderBy[],
  shown: (field: DataField) => string,
): (a: DataField, b: DataField) => number {
  const time = frame.fields.find(({ type }) => type === 'time')
  return (a, b) => {
    if (a === time || b === time) return a === time ? -1 : 1
    for (const { type, name = '', desc } of orderBy) {
      const [left, right] = [a, b].map((field) =>
        type === 'name' ? shown(field) : (field.labels[name] ?? ''),
      )
      const found = compare(left ?? '', right ?? '')
      if (found !== 0) return desc ? -found : found
    }
    return 0
  }
}

/** Fields with titles in place of the ones that they have. */
export function rename(frames: Frames, { renameByName = {} }: RenameFields): Frames {
  return frames.map((frame) => {
    const fields = frame.fields.map((field) => {
      const title = renameByName[fieldDisplayName(field, frame)]
      const isTitle = typeof title === 'string' && title !== ''
      return isTitle ? { ...field, config: { ...field.config, displayName: title } } : field
    })
    return { ...frame, fields }
  })
}
