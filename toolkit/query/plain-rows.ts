import type { DataField } from '../grafana/model/frames/frame.ts'
import { FrameError } from '../grafana/model/frames/frame-error.ts'
import { storageOf } from '../grafana/model/frames/postgres-types.ts'
import { readMoment } from '../grafana/model/frames/read-moment.ts'
import type { StatementResult } from '../grafana/model/frames/read-results.ts'
import { readValue } from '../grafana/model/frames/read-value.ts'
import { fieldTypeOf } from '../grafana/model/frames/server-frame.ts'

/** A column of a result, with what Grafana takes it for. */
export type Field = Pick<DataField, 'name' | 'type'>

/** A row of a result by the names of its columns; moments are dates. */
export type Row = Readonly<Record<string, unknown>>

/** The columns of a result with the types that Grafana takes them for. */
export const fieldsOf = ({ columns }: StatementResult): Field[] =>
  columns.map(({ name, typeId }) => ({ name, type: fieldTypeOf(storageOf(typeId)) }))

/** The rows of a result as Postgres returned them; what Grafana could not read, such as `infinity`, stays a text. */
export function rowsOf({ columns, rows }: StatementResult): Row[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name, typeId }, index) => [name, readCell(row[index] ?? null, typeId)]),
    ),
  )
}

function readCell(text: string | null, typeId: number): unknown {
  if (text === null) return null
  try {
    if (storageOf(typeId) !== 'time') return readValue(text, typeId)
    return new Date(readMoment(text, typeId).milliseconds)
  } catch (error) {
    if (error instanceof FrameError) return text
    throw error
  }
}
