import { formulaStarts } from '../../exports/formats/formula-starts.ts'
import type { ReportContent } from '../report-content.ts'
import { sectionTables } from './section-table.ts'

/** A report as CSV: each section, and each picture of one, under a line with its title, with a blank line between two. */
export function reportCsv({ sections }: ReportContent): string {
  const parts = sections.flatMap(sectionTables).map(({ title, columns, rows }) => {
    const records = [
      [title],
      columns.map(({ label }) => label),
      ...rows.map((row) => row.map(({ text }) => text ?? '')),
    ]
    return records.map((record) => `${record.map(field).join(',')}\r\n`).join('')
  })
  return parts.join('\r\n')
}

/** A text that a spreadsheet would take for a formula gets an apostrophe; a number may begin with a sign. */
function field(text: string): string {
  const isFormula = formulaStarts.includes(text[0] ?? '') && !/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
