import { parseGoFloat } from '../go/parse-float.ts'
import { FrameError } from './frame-error.ts'
import type { ServerField } from './server-frame.ts'

/**
 * A value as Grafana's server makes a number of it: of a text, a moment in milliseconds, or true as 1.
 *
 * @throws FrameError for JSON and for a text that is no number
 */
export function numberOf({ storage, values }: ServerField, row: number): number | null {
  const value = values[row] ?? null
  if (storage === 'json') throw new FrameError('unsupported field type data.FieldType')
  if (value === null || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  const parsed = parseGoFloat(String(value))
  if (parsed.ok) return parsed.value
  throw new FrameError(`strconv.ParseFloat: parsing "${value}": ${parsed.reason}`)
}
