import { quoteIdentifier } from '../../sql/identifier.ts'
import type { ExportFormat } from '../export-format.ts'
import type { ExportedColumn } from '../exported-column.ts'
import { copyOut, type RowBytes } from './copy-out.ts'
import { formulaStarts } from './formula-starts.ts'

/**
 * CSV as RFC 4180 has it: UTF-8, a header, lines that end with CR LF. A text that a spreadsheet would take for a
 * formula gets an apostrophe in front.
 */
export const csv: ExportFormat = {
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  isText: true,
  write: ({ client, rows, columns, out, onRows }) => {
    const selected = columns.map(selectedColumn).join(', ')
    const copy = `copy (select ${selected} from (\n${rows.sql}\n) as exported) to stdout (format csv, header)`
    return copyOut(client, copy, new CsvLines(), out, onRows)
  },
}

const formula = formulaStarts.map((character) => character.codePointAt(0)).join(', ')

function selectedColumn({ name, kind }: ExportedColumn): string {
  const column = quoteIdentifier(name)
  if (kind !== 'text') return column
  const text = `${column}::text`
  return `case when ascii(${text}) in (${formula}) then '''' || ${text} else ${text} end as ${column}`
}

const lineFeed = 0x0a
const quote = 0x22

/** Ends lines with CR LF where COPY ends them with LF; line feeds inside of quotes stay. */
class CsvLines implements RowBytes {
  #inQuotes = false
  #lines = 0

  /** Without the header. */
  get rows(): number {
    return Math.max(this.#lines - 1, 0)
  }

  next(bytes: Buffer): Buffer {
    const ends: number[] = []
    for (let position = 0; position < bytes.length; position++) {
      const byte = bytes[position]
      if (byte === quote) this.#inQuotes = !this.#inQuotes
      else if (byte === lineFeed && !this.#inQuotes) ends.push(position)
    }
    this.#lines += ends.length
    const changed = Buffer.allocUnsafe(bytes.length + ends.length)
    let from = 0
    let to = 0
    for (const end of ends) {
      to += bytes.copy(changed, to, from, end)
      to = changed.writeUInt16BE(0x0d0a, to)
      from = end + 1
    }
    bytes.copy(changed, to, from)
    return changed
  }

  end(): Buffer {
    return Buffer.alloc(0)
  }
}
