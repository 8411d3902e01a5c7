import type { CellValue, ColumnDef, WriteSheet } from 'hucre/xlsx'
import { columnLetters, sheetName } from '../../exports/formats/xlsx.ts'
import { longestText, numberFormat, xlsxCell } from '../../exports/formats/xlsx-cell.ts'
import { optionalPackage } from '../../foundation/optional-package.ts'
import type { Cell, ReportContent, ShownColumn } from '../report-content.ts'
import { type SectionTable, sectionTables } from './section-table.ts'

/** A report as a workbook: a sheet for each section and each picture, with typed cells, a frozen header and filters. */
export async function reportXlsx({ sections }: ReportContent): Promise<Buffer> {
  const { writeXlsx } = await optionalPackage('hucre', 'The format xlsx', () => import('hucre/xlsx'))
  return Buffer.from(await writeXlsx({ sheets: sections.flatMap(sectionTables).map(sheetOf) }))
}

function sheetOf({ title, columns, rows }: SectionTable, position: number): WriteSheet {
  const cells = rows.map((row) => columns.map((column, index) => cellOf(row[index], column)))
  const last = `${columnLetters(columns.length - 1)}${rows.length + 1}`
  const headers = columns.map(headerOf)
  return {
    name: sheetName(`${position + 1} ${title}`),
    columns: columns.map((column, index) =>
      columnOf(
        column,
        headers[index] ?? '',
        cells.map((row) => row[index]),
      ),
    ),
    rows: [headers, ...cells],
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${last}` },
  }
}

/** Excel knows no zones: a cell holds what the clock of the zone shows, and the header names the zone. */
const headerOf = ({ label, zone }: ShownColumn): string => (zone === undefined ? label : `${label} (${zone})`)

/** A moment as it is shown, and as Postgres has it where what is shown is no moment. */
const moment = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/

function cellOf(cell: Cell | undefined, column: ShownColumn): CellValue {
  const text = cell?.text ?? null
  const isShown =
    cell !== undefined && text !== null && column.kind === 'timestamp' && moment.test(cell.shown)
  if (cell !== undefined && text !== null && text.length > longestText) return cell.shown
  return xlsxCell(isShown ? toTheSecond(cell.shown) : text, asExported(column))
}

const toTheSecond = (shown: string): string => (/ \d\d:\d\d$/.test(shown) ? `${shown}:00` : shown)

const asExported = (column: ShownColumn) => ({
  ...column,
  type: column.kind,
  precision: undefined,
  scale: undefined,
})

function columnOf(column: ShownColumn, header: string, cells: readonly (CellValue | undefined)[]): ColumnDef {
  const width = Math.max(header.length + 4, 16)
  const isOfDays = cells.every((cell) => !(cell instanceof Date) || cell.getTime() % 86_400_000 === 0)
  const format = numberFormat(
    asExported(isOfDays && column.kind === 'timestamp' ? { ...column, kind: 'date' } : column),
  )
  const isMoment = column.kind === 'timestamp' || column.kind === 'date'
  return { header, width, ...(isMoment && format !== undefined ? { numFmt: format } : {}) }
}
