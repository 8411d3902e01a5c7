import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { type DataField, type DataFrame, dataField, type FieldValue } from '../../frames/frame.ts'
import { fieldDisplayName } from '../display-name.ts'
import type { Calculate } from './calculate.ts'
import type { Frames } from './frames.ts'

/** One side of an operation: fields that are meant, or a number. */
type Side = string | { readonly matcher?: MatcherConfig; readonly fixed?: string | number }

export interface Binary {
  readonly left?: Side
  readonly operator?: string
  readonly right?: Side
}

const operators: Readonly<Record<string, (a: FieldValue, b: FieldValue) => FieldValue>> = {
  '+': (a, b) =>
    typeof a === 'string' || typeof b === 'string' ? `${String(a)}${String(b)}` : Number(a) + Number(b),
  '-': (a, b) => Number(a) - Number(b),
  '*': (a, b) => Number(a) * Number(b),
  '/': (a, b) => Number(a) / Number(b),
}

const fieldNames = (frames: Frames): string[] =>
  frames.flatMap(({ fields }) => fields.map(({ name }) => name))

/** A side as an object: a text is a number, or the name of a field. */
function readSide(frames: Frames, side: Side = ''): Exclude<Side, string> {
  if (typeof side !== 'string') return side
  const isName = Number.isNaN(Number(side)) || fieldNames(frames).includes(side)
  return isName ? { matcher: { id: 'byName', options: side } } : { fixed: side }
}

/** What the name of a calculated field says of a side. */
export function sideName(side: Side | undefined): string {
  if (side === undefined) return ''
  return typeof side === 'string' ? side : String(side.matcher?.options ?? side.fixed ?? '')
}

function sideValues(
  frame: DataFrame,
  frames: Frames,
  { matcher, fixed }: Exclude<Side, string>,
): readonly FieldValue[] | undefined {
  if (matcher?.id === 'byName') {
    const name = String(matcher.options ?? '')
    const field = frame.fields.find((one) => fieldDisplayName(one, frame, frames) === name)
    if (field) return field.type === 'boolean' ? field.values.map((value) => (value ? 1 : 0)) : field.values
  }
  const number = Number.parseFloat(String(fixed ?? matcher?.options ?? ''))
  return Number.isNaN(number) ? undefined : Array<number>(frame.length).fill(number)
}

/** An operation of two fields, or of a field and a number. */
export function binaryValues(frames: Frames, { left, operator = '+', right }: Binary): Calculate {
  const operate = operators[operator]
  return (frame) => {
    const a = sideValues(frame, frames, readSide(frames, left))
    const b = sideValues(frame, frames, readSide(frames, right))
    return a && b && operate ? a.map((value, row) => operate(value, b[row])) : undefined
  }
}

/** An operation of every field of a type, each with a field of its own; undefined where the left side means one field. */
export function binaryOfType(
  frames: Frames,
  { left, operator = '+', right }: Binary,
  { timeSeries, replaceFields }: { readonly timeSeries: boolean; readonly replaceFields: boolean },
): Frames | undefined {
  const { matcher } = readSide(frames, left)
  if (matcher?.id !== 'byType') return undefined
  const operate = operators[operator]
  const side = readSide(frames, right)
  const name = ({ name: own }: DataField) => `${own} ${operator} ${side.matcher?.options ?? side.fixed}`
  return frames.flatMap((frame) => {
    const time = timeSeries ? frame.fields.find(({ type }) => type === 'time') : undefined
    const others = sideValues(frame, frames, side)
    const calculated = (field: DataField): DataField[] => {
      if (field.type !== matcher.options || !others || !operate) return []
      const values = field.values.map((value, row) => operate(value, others[row]))
      return [dataField(name(field), field.type, values, { labels: field.labels, config: field.config })]
    }
    const fields = frame.fields.flatMap((field) => [
      ...(replaceFields || field === time ? [] : [field]),
      ...calculated(field),
    ])
    if (replaceFields && fields.length === 0) return []
    return [{ ...frame, fields: time ? [time, ...fields] : fields }]
  })
}
