import type { DataField, DataFrame, FieldValue } from '../../frames/frame.ts'
import { fieldDisplayName } from '../display-name.ts'
import { fieldMatcher } from '../field-matchers.ts'
import { type Frames, withoutName } from './frames.ts'

interface PartitionByValues {
  readonly fields?: readonly string[]
  readonly keepFields?: boolean
  readonly naming?: {
    readonly asLabels?: boolean
    readonly append?: boolean
    readonly withNames?: boolean
    readonly separator1?: string
    readonly separator2?: string
  }
}

/** A frame for each value of some fields, which become labels or the frame's name. */
export function partitionByValues(frames: Frames, options: PartitionByValues): Frames {
  const { fields: names = [], keepFields = false } = options
  const [first] = frames
  if (names.length === 0 || !first) return frames
  const titled = { ...first, fields: first.fields.map(named) }
  const isKey = fieldMatcher({ id: 'byNames', options: { names } })
  const keys = titled.fields.filter((field) => isKey(field, titled, [titled]))
  if (keys.length === 0) return [first]
  const keyNames = keys.map(({ name }) => name)
  const kept = titled.fields.filter(({ name }) => keepFields || !keyNames.includes(name))
  const parts = partition(keys.map(({ values }) => values)).map((rows): DataFrame => {
    const values = keys.map((key) => key.values[rows[0] ?? 0])
    const { name, labels } = naming(first, keyNames, values, options)
    const fields = kept.map(
      (field): DataField => ({
        ...field,
        labels: { ...field.labels, ...labels },
        labelled: true,
        values: rows.map((row) => field.values[row]),
      }),
    )
    const refId = `${first.refId}-${name}`
    return {
      ...withoutName(first),
      ...(name === undefined ? {} : { name }),
      refId,
      fields,
      length: rows.length,
    }
  })
  return parts.map((part) => ({
    ...part,
    fields: part.fields.map((field) => renamed(field, part, parts, first)),
  }))
}

/** A field under its title, which what follows is named by. */
function named(field: DataField): DataField {
  const { displayName, displayNameFromDS, ...config } = field.config
  const title = displayNameFromDS ?? displayName
  return title ? { ...field, name: title, config } : field
}

/** A field that had a title under its own name again, with a title that tells it from those of the other parts. */
function renamed(field: DataField, part: DataFrame, parts: Frames, { fields }: DataFrame): DataField {
  const original = fields.find((one) => one !== undefined && named(one).name === field.name)
  if (!original || original.name === field.name) return field
  const displayName = fieldDisplayName(field, part, parts)
  return { ...field, name: original.name, config: { ...field.config, displayName } }
}

function naming(
  frame: DataFrame,
  names: readonly string[],
  values: readonly FieldValue[],
  { naming: options = {} }: PartitionByValues,
): { readonly name: string | undefined; readonly labels: Readonly<Record<string, string>> } {
  const { asLabels = true, append = false, withNames = false, separator1 = '=', separator2 = ' ' } = options
  const texts = values.map((value) => String(value))
  if (asLabels) {
    return { name: frame.name, labels: Object.fromEntries(names.map((name, at) => [name, texts[at] ?? ''])) }
  }
  const parts = names.map((name, at) => (withNames ? `${name}${separator1}${texts[at]}` : (values[at] ?? '')))
  const joined = parts.join(separator2)
  return { name: append && frame.name ? `${frame.name} ${joined}` : joined, labels: {} }
}

/** The rows of each combination of values, the values of the first key together. */
function partition([keys = [], ...rest]: readonly (readonly FieldValue[])[]): number[][] {
  const split = (
    rows: readonly number[],
    [column, ...others]: readonly (readonly FieldValue[])[],
  ): number[][] => {
    if (!column) return [[...rows]]
    const groups = new Map<FieldValue, number[]>()
    for (const row of rows) groups.set(column[row], [...(groups.get(column[row]) ?? []), row])
    return [...groups.values()].flatMap((group) => split(group, others))
  }
  return split([...keys.keys()], [keys, ...rest])
}
