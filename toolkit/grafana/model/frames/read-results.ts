import type { FieldValue, FrameNotice } from './frame.ts'
import { dataFrame } from './frame.ts'
import { FrameError } from './frame-error.ts'
import { storageOf } from './postgres-types.ts'
import { readMoment } from './read-moment.ts'
import { readValue } from './read-value.ts'
import { type ServerField, type ServerFrame, serverField } from './server-frame.ts'

/** A column of what Postgres returned. */
export interface ResultColumn {
  readonly name: string
  /** The object identifier of its type; of a domain that of its base. */
  readonly typeId: number
}

/** What Postgres returned for one statement: values as texts, as it sends them to Grafana. */
export interface StatementResult {
  /** The first word of the command tag: `SELECT`, `INSERT`, `EXPLAIN`. */
  readonly command: string
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
}

/**
 * The results of a query as one frame: statements that are no SELECT give nothing, several SELECTs follow each other, and
 * each is cut at the row limit.
 *
 * @throws FrameError where Grafana refuses the results
 */
export function readResults(
  results: readonly StatementResult[],
  { rowLimit, refId }: { readonly rowLimit: number; readonly refId: string },
): ServerFrame {
  const selects = selectsOf(results)
  const [first] = selects
  if (!first) return { ...dataFrame([], { refId }), fields: [] }
  const parts = selects.map((select) => {
    requireSameColumns(first.columns, select.columns)
    return readSelect(select, rowLimit)
  })
  const notices = selects.flatMap(({ rows }) => (rows.length > rowLimit ? [limitNotice(rowLimit)] : []))
  const fields = first.columns.map(({ name, typeId }, index): ServerField => {
    const columns = parts.flatMap((part) => part[index] ?? [])
    const values = columns.flatMap((column) => column.values)
    return serverField(name, storageOf(typeId), { values, nanos: columns.flatMap((column) => column.nanos) })
  })
  return { ...dataFrame(fields, { refId, notices }), fields }
}

/** The statements whose rows Grafana reads. */
export const selectsOf = (results: readonly StatementResult[]): StatementResult[] =>
  results.filter(({ command }) => command === 'SELECT').map(seenColumns)

/** The columns that Grafana learns of: those of a statement with rows. */
export const seenColumns = (result: StatementResult): StatementResult =>
  result.rows.length === 0 ? { ...result, columns: [] } : result

function requireSameColumns(expected: readonly ResultColumn[], actual: readonly ResultColumn[]): void {
  if (actual.length !== expected.length)
    throw new FrameError(
      `incompatible result structure: expected ${expected.length} columns, got ${actual.length} columns`,
    )
  for (const [index, { name }] of actual.entries()) {
    const wanted = expected[index]?.name
    if (name !== wanted)
      throw new FrameError(`column name mismatch at position ${index}: expected "${wanted}", got "${name}"`)
  }
}

interface ReadColumn {
  readonly values: FieldValue[]
  readonly nanos: number[]
}

/** Reads row by row: of several values that Grafana refuses, the first one is told. */
function readSelect({ columns, rows }: StatementResult, rowLimit: number): ReadColumn[] {
  const read = columns.map(({ typeId }) => ({
    typeId,
    isTime: storageOf(typeId) === 'time',
    values: [] as FieldValue[],
    nanos: [] as number[],
  }))
  for (const row of rows.slice(0, rowLimit)) {
    for (const [index, { typeId, isTime, values, nanos }] of read.entries()) {
      const text = row[index] ?? null
      if (text !== null && isTime) {
        const moment = readMoment(text, typeId)
        values.push(moment.milliseconds)
        nanos.push(moment.nanos)
      } else {
        values.push(text === null ? null : readValue(text, typeId))
        if (isTime) nanos.push(0)
      }
    }
  }
  return read
}

const limitNotice = (rowLimit: number): FrameNotice => ({
  severity: 'warning',
  text: `Results have been limited to ${rowLimit} because the SQL row limit was reached`,
})
