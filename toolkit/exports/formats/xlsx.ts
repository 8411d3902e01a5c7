import { pipeline } from 'node:stream/promises'
import type { CellValue, ColumnDef } from 'hucre/xlsx'
import { optionalPackage } from '../../foundation/optional-package.ts'
import type { ExportFormat, Writing } from '../export-format.ts'
import type { ExportedColumn } from '../exported-column.ts'
import { rowBatches } from '../row-batches.ts'
import { numberFormat, xlsxCell } from './xlsx-cell.ts'

/** A workbook of Excel: typed cells, a frozen header, and another sheet where one is full. */
export const xlsx: ExportFormat = {
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  isText: false,
  write: async (writing) => {
    const { writeXlsxStream } = await optionalPackage('hucre', 'The format xlsx', () => import('hucre/xlsx'))
    const { rows, columns, out } = writing
    const progress: Progress = { rows: 0, problem: undefined }
    const stream = writeXlsxStream(cells(writing, progress), {
      name: sheetName(rows.name),
      columns: columns.map(columnDefinition),
      freezePane: { rows: 1 },
    })
    await pipeline(chunksOf(stream, progress), out)
    return progress.rows
  },
}

interface Progress {
  rows: number
  problem: unknown
}

/** What goes wrong ends the rows and is thrown by who reads the stream: inside of the library nobody would catch it. */
async function* cells(
  { client, rows, columns, onRows }: Writing,
  progress: Progress,
): AsyncGenerator<CellValue[]> {
  try {
    for await (const batch of rowBatches(client, rows.sql)) {
      for (const row of batch) yield columns.map((column, index) => xlsxCell(row[index] ?? null, column))
      progress.rows += batch.length
      onRows(progress.rows)
    }
  } catch (error) {
    progress.problem = error
  }
}

/** The parts of a workbook; one whose rows broke off never gets its end, so that nobody takes it for whole. */
async function* chunksOf(
  stream: ReadableStream<Uint8Array>,
  progress: Progress,
): AsyncGenerator<Uint8Array> {
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
