import type { CellValue } from 'hucre/xlsx'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { ExportedColumn, ValueKind } from '../exported-column.ts'
import { readMicros } from '../read-micros.ts'

/** What Excel keeps of a text. */
export const longestText = 32_767

/** Days that Excel counts from 1900 on. */
const firstDay = Date.parse('1900-03-01T00:00:00Z')
const endOfDays = Date.parse('+010000-01-01T00:00:00Z')

/** How a cell of a column shows its values. */
export function numberFormat({ kind, scale }: ExportedColumn): string | undefined {
  const ofDecimals =
    kind === 'decimal' && scale !== undefined && scale > 0 ? `#,##0.${'0'.repeat(scale)}` : undefined
  return ofDecimals ?? formats[kind]
}

const formats: Partial<Readonly<Record<ValueKind, string>>> = {
  integer: '#,##0',
  date: 'yyyy-mm-dd',
  timestamp: 'yyyy-mm-dd hh:mm:ss',
}

/**
 * A value as a cell holds it: what Excel cannot hold exactly, such as a number of more than 15 digits, stays a text.
 *
 * @throws SightlineError for a text that is longer than a cell
 */
export function xlsxCell(text: string | null, { kind, name }: ExportedColumn): CellValue {
  if (text === null) return null
  switch (kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return isExact(text) ? Number(text) : text
    case 'boolean':
      return text === 't'
    case 'date':
    case 'timestamp':
      return cellOfMoment(text)
    default:
      if (text.length > longestText) throw tooLong(name, text)
      return text
  }
}

const isExact = (text: string): boolean => Number.isFinite(Number(text)) && digitsOf(text) <= 15

/** Digits from the first that is not zero to the last. */
const digitsOf = (text: string): number =>
  text.replace(/e.*$/, '').replace('.', '').replace(/^-?0*/, '').replace(/0+$/, '').length

function cellOfMoment(text: string): CellValue {
  const micros = readMicros(text)
  const milliseconds = micros === undefined ? Number.NaN : Number(micros / 1000n)
  return milliseconds >= firstDay && milliseconds < endOfDays ? new Date(milliseconds) : text
}

const tooLong = (column: string, text: string) =>
  new SightlineError({
    code: 'value-does-not-fit',
    what: `A text of the column ${column} has ${text.length.toLocaleString('en')} characters; a cell of Excel holds ${longestText.toLocaleString('en')}.`,
    value: `${text.slice(0, 60)}…`,
    next: 'Export as csv or ndjson, or shorten the column in the query.',
  })
