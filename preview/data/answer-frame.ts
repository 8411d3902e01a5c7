import type { FieldType } from '../../toolkit/grafana/field.ts'
import type { DataFrame, FieldValue } from '../../toolkit/grafana/model/frames/frame.ts'
import { dataFrame } from '../../toolkit/grafana/model/frames/frame.ts'
import { formatAnswer } from '../../toolkit/grafana/model/frames/read-answer.ts'
import {
  type ServerFrame,
  type Storage,
  serverField,
} from '../../toolkit/grafana/model/frames/server-frame.ts'
import type { QueryAnswer } from './query-answer.ts'

/** A query of a panel, and how its answer is read. */
export interface AnsweredQuery {
  readonly refId: string
  readonly format: string
  readonly answer: QueryAnswer
}

const storages: Readonly<Record<FieldType, Storage>> = {
  number: 'float64',
  text: 'string',
  boolean: 'bool',
  time: 'time',
  other: 'json',
}

/** An answer as the frame that Grafana's data source makes of it, or why it makes none. */
export function answerFrame({
  refId,
  format,
  answer,
}: AnsweredQuery): { readonly frame: DataFrame } | { readonly problem: string } {
  const { fields, rows, from, to, fill: sent } = answer
  const read: ServerFrame = {
    refId,
    notices: [],
    length: rows.length,
    fields: fields.map(({ name, type }, index) => {
      const values = rows.map((row) => readValue(row[index]))
      return serverField(name, storages[type], { values, nanos: values.map(() => 0) })
    }),
  }
  const range = { from: new Date(from), to: new Date(to) }
  const fill = sent ? { ...sent, interval: BigInt(sent.nanoseconds) } : undefined
  const made = formatAnswer(read, { format, range, fill, refId })
  if (made.kind === 'error') return { problem: made.error }
  return { frame: made.kind === 'frame' ? made.frame : dataFrame([], { refId }) }
}

function readValue(value: unknown): FieldValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value
  return JSON.stringify(value)
}
