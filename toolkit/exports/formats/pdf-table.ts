import type { TableCell } from 'pdfmake/interfaces.js'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { pageFor } from '../../pdf/page-for.ts'
import { pdfText } from '../../pdf/pdf-text.ts'
import { writePdf } from '../../pdf/write-pdf.ts'
import type { RawRow } from '../../query/raw-results.ts'
import type { Writing } from '../export-format.ts'
import type { ExportedColumn } from '../exported-column.ts'
import { rowBatches } from '../row-batches.ts'
import { shortened } from '../shortened.ts'

/** A document of more rows is a thousand pages that nobody reads. */
const mostRows = 5_000

/** Writes rows as a table whose header is on each page. */
export async function writePdfTable({ client, rows, columns, out, onRows }: Writing): Promise<number> {
  const body: RawRow[] = []
  for await (const batch of rowBatches(client, rows.sql)) {
    body.push(...batch)
    if (body.length > mostRows) throw tooMany(rows.name)
    onRows(body.length)
  }
  const page = pageFor(columns.map((column, index) => longest(column, body, index)))
  const table = {
    headerRows: 1,
    widths: [...page.widths],
    body: [
      columns.map(headerCell),
      ...body.map((row) => columns.map((column, index) => cell(row[index], column))),
    ],
  }
  const title = { text: pdfText(rows.name), style: 'title', outline: true }
  const note = {
    text: pdfText(rows.description),
    style: 'note',
    margin: [0, 0, 0, 8] as [number, number, number, number],
  }
  await writePdf(
    [title, note, { table, layout: 'lightHorizontalLines', fontSize: 7 }],
    {
      title: rows.name,
      page,
      foot: `${rows.name} · ${body.length.toLocaleString('en')} rows`,
    },
    out,
  )
  return body.length
}

const isNumber = ({ kind }: ExportedColumn): boolean =>
  kind === 'integer' || kind === 'decimal' || kind === 'float'

const headerCell = (column: ExportedColumn): TableCell => ({
  text: pdfText(column.name),
  style: 'header',
  alignment: isNumber(column) ? 'right' : 'left',
})

function cell(text: string | null | undefined, column: ExportedColumn): TableCell {
  return { text: pdfText(shownText(text, column)), alignment: isNumber(column) ? 'right' : 'left' }
}

/** A text is cut where it is long, and so are the digits of a number that has no fixed number of them. */
function shownText(text: string | null | undefined, { kind, scale }: ExportedColumn): string {
  if (text === null || text === undefined) return ''
  const isEndless = kind === 'float' || (kind === 'decimal' && scale === undefined)
  if (isEndless && /^-?\d+\.\d{5,}$/.test(text)) return Number(text).toFixed(4)
  return shortened(text)
}

const longest = (column: ExportedColumn, body: readonly RawRow[], index: number): number =>
  body.reduce((most, row) => Math.max(most, shownText(row[index], column).length), column.name.length)

const tooMany = (name: string) =>
  new SightlineError({
    code: 'too-many-rows',
    what: `A PDF holds at most ${mostRows.toLocaleString('en')} rows, and ${name} has more.`,
    value: name,
    next: 'Cut out a shorter stretch of time with --from and --to, or use --format csv, ndjson, xlsx or parquet.',
  })
