import type { RowBytes } from './copy-out.ts'
import { formulaStarts } from './formula-starts.ts'

const lineFeed = 0x0a
const quote = 0x22
const apostrophe = 0x27
const comma = 0x2c
const carriageReturn = 0x0d

/** The longest look ahead: a quote, and a character that a spreadsheet takes for a formula. */
const longestLook = 4

const starts: readonly Buffer[] = formulaStarts.map((character) => Buffer.from(character))

/** Whether the first byte of a text may begin a formula. */
const mayStart = new Uint8Array(256)
for (const [first] of starts) if (first !== undefined) mayStart[first] = 1

interface Place {
  column: number
  inQuotes: boolean
  lines: number
}

/**
 * Makes of the CSV that COPY writes that of RFC 4180: lines end with CR LF, where line feeds inside of quotes stay, and a
 * text that a spreadsheet would take for a formula gets an apostrophe in front. Here it takes a core that is idle while
 * Postgres works; in the query it would hold Postgres up.
 */
export class CsvLines implements RowBytes {
  readonly #isText: readonly boolean[]
  readonly #place: Place = { column: 0, inQuotes: false, lines: 0 }
  /** The end of the bytes before, too short to tell whether a formula begins there. */
  #left: Buffer = Buffer.alloc(0)

  /** `isText` says of each column whether it may hold what a person typed. */
  constructor(isText: readonly boolean[]) {
    this.#isText = isText
  }

  /** Without the header. */
  get rows(): number {
    return Math.max(this.#place.lines - 1, 0)
  }

  next(chunk: Buffer): Buffer {
    const bytes = this.#left.length > 0 ? Buffer.concat([this.#left, chunk]) : chunk
    const { put, end } = whatToPut(bytes, bytes.length - longestLook, this.#place, this.#isText)
    this.#left = bytes.subarray(end)
    return withPut(bytes.subarray(0, end), put)
  }

  end(): Buffer {
    const { put } = whatToPut(this.#left, this.#left.length, this.#place, this.#isText)
    return withPut(this.#left, put)
  }
}

/**
 * Where a carriage return is to be put in, and, below 0, where an apostrophe is; up to a text that begins behind `surely`,
 * of which more bytes have to be known. The place goes along: a private field that is set here would slow the loop down.
 */
function whatToPut(bytes: Buffer, surely: number, place: Place, isText: readonly boolean[]) {
  let { column, inQuotes, lines } = place
  const put: number[] = []
  let end = 0
  for (; end < bytes.length; end++) {
    const byte = bytes[end] ?? 0
    if (byte > comma) continue
    if (byte === quote) inQuotes = !inQuotes
    if (inQuotes || (byte !== comma && byte !== lineFeed)) continue
    const next = byte === comma ? column + 1 : 0
    const beginsText = isText[next] === true && (lines > 0 || byte === lineFeed)
    if (beginsText && end >= surely) break
    column = next
    if (byte === lineFeed) {
      put.push(end)
      lines++
    }
    if (!beginsText) continue
    const isQuoted = bytes[end + 1] === quote
    const start = isQuoted ? end + 2 : end + 1
    // A line feed behind a text that is not there ends the line.
    if (!isQuoted && bytes[start] === lineFeed) continue
    if (mayStart[bytes[start] ?? 0] === 1 && startsFormula(bytes, start)) put.push(-start)
  }
  place.column = column
  place.inQuotes = inQuotes
  place.lines = lines
  return { put, end }
}

const startsFormula = (bytes: Buffer, at: number): boolean =>
  starts.some(
    (start) => bytes.compare(start, 0, start.length, at, Math.min(at + start.length, bytes.length)) === 0,
  )

/** The bytes with a carriage return before each place, and an apostrophe before each that is below 0. */
function withPut(bytes: Buffer, put: readonly number[]): Buffer {
  if (put.length === 0) return bytes
  const changed = Buffer.allocUnsafe(bytes.length + put.length)
  let from = 0
  let to = 0
  for (const place of put) {
    const position = Math.abs(place)
    to += bytes.copy(changed, to, from, position)
    changed[to++] = place < 0 ? apostrophe : carriageReturn
    from = position
  }
  bytes.copy(changed, to, from)
  return changed
}
