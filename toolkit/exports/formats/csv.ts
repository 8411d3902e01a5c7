import type { ExportFormat } from '../export-format.ts'
import { copyOut } from './copy-out.ts'
import { CsvLines } from './csv-lines.ts'

/**
 * CSV as RFC 4180 has it: UTF-8, a header, lines that end with CR LF. A text that a spreadsheet would take for a
 * formula gets an apostrophe in front.
 */
export const csv: ExportFormat = {
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  isText: true,
  write: ({ client, rows, columns, out, onRows }) => {
    const lines = new CsvLines(columns.map(({ kind }) => kind === 'text'))
    return copyOut(client, `copy (\n${rows.sql}\n) to stdout (format csv, header)`, lines, out, onRows)
  },
}
