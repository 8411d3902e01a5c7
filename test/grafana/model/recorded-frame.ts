import type { Answer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import type { ServerField, Storage } from '../../../toolkit/grafana/model/frames/server-frame.ts'

/** A field as it stands in the recorded answers. */
interface RecordedField {
  readonly name: string
  readonly type: string
  readonly goType: string
  readonly values?: readonly unknown[]
  readonly rows?: number
}

/** What Grafana answered. */
export interface RecordedAnswer {
  readonly frames?: readonly { readonly executed?: string; readonly fields: readonly RecordedField[] }[]
  readonly executed?: string
  readonly error?: string
}

const goTypes: Readonly<Record<Storage, string>> = {
  int16: 'int16',
  int32: 'int32',
  int64: 'int64',
  float64: 'float64',
  string: 'string',
  bool: 'bool',
  time: 'time.Time',
  json: 'json.RawMessage',
}

/** What the model says, written down as the recorded answer of the same case is. */
export function asRecorded(answer: Answer, recorded: RecordedAnswer): unknown {
  if (answer.kind === 'error') return { error: answer.error }
  if (answer.kind === 'nothing') return { raw: '{"results":{}}' }
  const { fields, shape, notices } = answer.frame
  const isShort = recorded.frames?.[0]?.fields.some(({ rows }) => rows !== undefined) ?? false
  const meta = { ...(shape && { type: shape }), ...(notices.length > 0 && { notices }) }
  const written = fields.map((field) => (isShort ? shortened(field) : complete(field)))
  return { frames: [{ fields: written, ...(Object.keys(meta).length > 0 && { meta }) }] }
}

function head({ name, type, storage, nullable, labels }: ServerField) {
  const goType = `${nullable ? '*' : ''}${goTypes[storage]}`
  return { ...(name !== '' && { name }), type, goType, ...(Object.keys(labels).length > 0 && { labels }) }
}

function complete(field: ServerField) {
  const nanos = field.nanos.some((rest) => rest !== 0) ? { nanos: field.nanos } : {}
  return { ...head(field), values: field.values.map(jsonValue), ...nanos }
}

const shortened = (field: ServerField) => ({
  ...head(field),
  rows: field.values.length,
  first: jsonValue(field.values[0]),
  last: jsonValue(field.values.at(-1)),
})

// JSON has neither these numbers nor a negative zero.
function jsonValue(value: unknown): unknown {
  if (typeof value !== 'number') return value
  return Number.isFinite(value) ? value + 0 : String(value)
}

/** A recorded answer without what belongs to HTTP alone, and without names that the server left out. */
export function withoutHttp(recorded: RecordedAnswer): unknown {
  const { error, frames } = recorded
  if (error !== undefined) return { error }
  const plain = frames?.map(({ executed: _, ...frame }) => ({
    ...frame,
    fields: frame.fields.map(({ name, ...field }) => ({ ...(name !== '' && { name }), ...field })),
  }))
  return { frames: plain }
}
