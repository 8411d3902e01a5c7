import type { ExportFormat } from '../export-format.ts'
import type { ExportedColumn } from '../exported-column.ts'
import { copyOut, type RowBytes } from './copy-out.ts'

/** A row on each line, as an object of JSON: decimals with all of their digits, times as ISO 8601 has them. */
export const ndjson: ExportFormat = {
  extension: 'ndjson',
  mediaType: 'application/x-ndjson',
  isText: true,
  write: ({ client, rows, columns, out, onRows }) =>
    copyOut(
      client,
      copyObjects(rows.sql, columns),
      new Lines({ before: '', between: '\n', behind: '\n', none: '' }),
      out,
      onRows,
    ),
}

/** The same objects as one array. */
export const json: ExportFormat = {
  extension: 'json',
  mediaType: 'application/json',
  isText: true,
  write: ({ client, rows, columns, out, onRows }) =>
    copyOut(
      client,
      copyObjects(rows.sql, columns),
      new Lines({ before: '[\n', between: ',\n', behind: '\n]\n', none: '[]\n' }),
      out,
      onRows,
    ),
}

/**
 * COPY writes the objects as they are where nothing has to be quoted: JSON holds no control characters, but for the
 * blanks between the parts of a column of type `json`.
 */
function copyObjects(sql: string, columns: readonly ExportedColumn[]): string {
  const object = 'row_to_json(exported)::text'
  const hasJson = columns.some(({ type }) => type === 'json' || type.endsWith('[]'))
  const line = hasJson ? `translate(${object}, E'\\n\\r\\t', '   ')` : object
  return `copy (select ${line} from (\n${sql}\n) as exported) to stdout (format csv, quote E'\\x01', delimiter E'\\x02')`
}

const lineFeed = 0x0a

interface Frame {
  readonly before: string
  readonly between: string
  readonly behind: string
  /** What stands for no lines at all. */
  readonly none: string
}

/** Puts something before the first line, between lines, and behind the last. */
class Lines implements RowBytes {
  readonly #frame: Frame
  #isInLine = false
  rows = 0

  constructor(frame: Frame) {
    this.#frame = frame
  }

  next(bytes: Buffer): Buffer {
    const { before, between } = this.#frame
    const parts: Buffer[] = []
    for (let from = 0; from < bytes.length; ) {
      const found = bytes.indexOf(lineFeed, from)
      const end = found === -1 ? bytes.length : found
      if (!this.#isInLine) parts.push(Buffer.from(this.rows === 0 ? before : between))
      parts.push(bytes.subarray(from, end))
      this.#isInLine = found === -1
      if (found !== -1) this.rows++
      from = end + 1
    }
    return Buffer.concat(parts)
  }

  end(): Buffer {
    return Buffer.from(this.rows === 0 ? this.#frame.none : this.#frame.behind)
  }
}
