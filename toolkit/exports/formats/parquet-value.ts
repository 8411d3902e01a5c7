import type { ParquetWriter } from 'hyparquet-writer'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { ExportedColumn } from '../exported-column.ts'
import { readMicros } from '../read-micros.ts'

/** A column of the schema of a file. */
export type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number]

/** The most digits of a decimal of Parquet. */
const mostDigits = 38

/** How Parquet keeps a column; a numeric of more digits than it has, or of no number of them, is a double. */
export function parquetType(column: ExportedColumn): Omit<SchemaElement, 'name'> {
  const { kind, precision, scale } = column
  switch (kind) {
    case 'integer':
      return { type: 'INT64' }
    case 'decimal':
      if (!isExact(column)) return { type: 'DOUBLE' }
      return precision !== undefined && precision <= 18
        ? { type: 'INT64', converted_type: 'DECIMAL', precision, scale: scale ?? 0 }
        : {
            type: 'FIXED_LEN_BYTE_ARRAY',
            type_length: 16,
            converted_type: 'DECIMAL',
            precision: precision ?? mostDigits,
            scale: scale ?? 0,
          }
    case 'float':
      return { type: 'DOUBLE' }
    case 'boolean':
      return { type: 'BOOLEAN' }
    case 'date':
      return { type: 'INT32', converted_type: 'DATE' }
    case 'timestamp':
      return { type: 'INT64', converted_type: 'TIMESTAMP_MICROS' }
    default:
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
  }
}

/** Whether each value is an integer of units of the last digit; a negative scale is none of Parquet's. */
const isExact = ({ precision, scale = 0 }: ExportedColumn): boolean =>
  precision !== undefined && precision <= mostDigits && scale >= 0 && scale <= precision

const microsOfDay = 86_400_000_000n

/**
 * A value as Parquet keeps it.
 *
 * @throws SightlineError for `infinity` or `NaN` where there is no such value
 */
export function parquetValue(text: string | null, column: ExportedColumn): ParquetValue {
  if (text === null) return null
  switch (column.kind) {
    case 'integer':
      return BigInt(text)
    case 'decimal':
      return isExact(column) ? unscaled(text, column) : Number(text)
    case 'float':
      return Number(text)
    case 'boolean':
      return text === 't'
    case 'date':
      return Number(required(readMicros(text), text, column) / microsOfDay)
    case 'timestamp':
      return required(readMicros(text), text, column)
    default:
      return text
  }
}

type ParquetValue = string | number | bigint | boolean | null

function unscaled(text: string, column: ExportedColumn): bigint {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const digits = whole === '' ? undefined : BigInt(sign + whole + fraction.padEnd(column.scale ?? 0, '0'))
  return required(digits, text, column)
}

function required<T>(value: T | undefined, text: string, { name, type }: ExportedColumn): T {
  if (value !== undefined) return value
  throw new SightlineError({
    code: 'value-does-not-fit',
    what: `Parquet has no value like this for the column ${name} of type ${type}.`,
    value: text,
    next: 'Leave such rows out, turn the value into NULL in the query, or export as csv.',
  })
}
