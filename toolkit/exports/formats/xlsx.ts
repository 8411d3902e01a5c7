import { pipeline } from 'node:stream/promises'
import type { CellValue, ColumnDef } from 'hucre/xlsx'
import { optionalPackage } from '../../foundation/optional-package.ts'
import type { RawRow } from '../../query/raw-results.ts'
import type { ExportFormat, Writing } from '../export-format.ts'
import type { ExportedColumn } from '../exported-column.ts'
import { rowBatches } from '../row-batches.ts'
import { numberFormat, xlsxCell } from './xlsx-cell.ts'

/** A workbook of Excel: typed cells, a frozen header, filters, and another sheet where one is full. */
export const xlsx: ExportFormat = {
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  isText: false,
  write: async (writing) => {
    const hucre = await optionalPackage('hucre', 'The format xlsx', () => import('hucre/xlsx'))
    const { client, rows, columns, out, onRows } = writing
    const batches = rowBatches(client, rows.sql)
    const first = await firstRows(batches)
    const name = sheetName(rows.name)
    const defined = columns.map(columnDefinition)
    const freezePane = { rows: 1 }
    if (first.isAll) {
      const cells = first.rows.map((row) => cellsOf(row, columns))
      const header = columns.map((column) => column.name)
      const autoFilter = { range: `A1:${columnLetters(columns.length - 1)}${cells.length + 1}` }
      const sheet = { name, columns: defined, rows: [header, ...cells], freezePane, autoFilter }
      const bytes = await hucre.writeXlsx({ sheets: [sheet] })
      onRows(cells.length)
      await pipeline([Buffer.from(bytes)], out)
      return cells.length
    }
    const progress: Progress = { rows: 0, problem: undefined }
    const cells = streamedCells(first.rows, batches, writing, progress)
    const stream = hucre.writeXlsxStream(cells, { name, columns: defined, freezePane })
    await pipeline(chunksOf(stream, progress), out)
    return progress.rows
  },
}

/** A sheet of so many rows is made in memory and has filters; the library that streams larger ones writes none. */
const filteredRows = 20_000

/** The first rows, and whether there are no more. */
async function firstRows(
  batches: AsyncGenerator<readonly RawRow[]>,
): Promise<{ readonly rows: readonly RawRow[]; readonly isAll: boolean }> {
  const rows: RawRow[] = []
  while (rows.length <= filteredRows) {
    const next = await batches.next()
    if (next.done) return { rows, isAll: true }
    rows.push(...next.value)
  }
  return { rows, isAll: false }
}

const cellsOf = (row: RawRow, columns: readonly ExportedColumn[]): CellValue[] =>
  columns.map((column, index) => xlsxCell(row[index] ?? null, column))

interface Progress {
  rows: number
  problem: unknown
}

/** What goes wrong ends the rows and is thrown by who reads the stream: inside of the library nobody would catch it. */
async function* streamedCells(
  first: readonly RawRow[],
  batches: AsyncGenerator<readonly RawRow[]>,
  { columns, onRows }: Writing,
  progress: Progress,
): AsyncGenerator<CellValue[]> {
  const write = function* (batch: readonly RawRow[]) {
    for (const row of batch) yield cellsOf(row, columns)
    progress.rows += batch.length
    onRows(progress.rows)
  }
  try {
    yield* write(first)
    for await (const batch of batches) yield* write(batch)
  } catch (error) {
    progress.problem = error
  }
}

/** The parts of a workbook; one whose rows broke off never gets its end, so that nobody takes it for whole. */
async function* chunksOf(stream: ReadableStream<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (progress.problem !== undefined) break
      yield part.value
    }
    if (progress.problem !== undefined) throw progress.problem
  } finally {
    await reader.cancel().catch(() => {})
  }
}

function columnDefinition(column: ExportedColumn): ColumnDef {
  const format = numberFormat(column)
  const width = Math.min(Math.max(column.name.length + 2, column.kind === 'timestamp' ? 20 : 12), 40)
  return { header: column.name, width, ...(format === undefined ? {} : { numFmt: format }) }
}

/** What Excel takes as the name of a sheet. */
export const sheetName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:]+/g, ' ')
    .replace(/^'|'$/g, '')
    .slice(0, 31) || 'Rows'

/** The name of a column of Excel: `A`, `Z`, `AA`. */
export const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + columnLetters(index % 26)
