import type { CellValue, WriteSheet } from 'hucre/xlsx'
import { columnLetters, sheetName } from '../../exports/formats/xlsx.ts'
import { xlsxCell } from '../../exports/formats/xlsx-cell.ts'
import { optionalPackage } from '../../foundation/optional-package.ts'
import type { ReportContent } from '../report-content.ts'
import { type SectionTable, sectionTables } from './section-table.ts'

/** A report as a workbook: a sheet for each section and each picture, with typed cells, a frozen header and filters. */
export async function reportXlsx({ sections }: ReportContent): Promise<Buffer> {
  const { writeXlsx } = await optionalPackage('hucre', 'The format xlsx', () => import('hucre/xlsx'))
  return Buffer.from(await writeXlsx({ sheets: sections.flatMap(sectionTables).map(sheetOf) }))
}

function sheetOf({ title, columns, rows }: SectionTable, position: number): WriteSheet {
  const cells = rows.map((row) =>
    columns.map(
      (column, index): CellValue =>
        xlsxCell(row[index]?.text ?? null, {
          ...column,
          type: column.kind,
          precision: undefined,
          scale: undefined,
        }),
    ),
  )
  const last = `${columnLetters(columns.length - 1)}${rows.length + 1}`
  return {
    name: sheetName(`${position + 1} ${title}`),
    columns: columns.map(({ label }) => ({ header: label, width: Math.max(label.length + 4, 16) })),
    rows: [columns.map(({ label }) => label), ...cells],
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${last}` },
  }
}
