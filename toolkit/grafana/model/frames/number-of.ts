import { parseGoFloat } from '../go/parse-float.ts'
import { FrameError } from './frame-error.ts'
import { nanosecondsAt, type ServerField } from './server-frame.ts'

/**
 * A value as Grafana's server makes a number of it: of a text, a moment in milliseconds, or true as 1.
 *
 * @throws FrameError for JSON and for a text that is no number
 */
export function numberOf(field: ServerField, row: number): number | null {
  const { storage, values } = field
  const value = values[row] ?? null
  if (storage === 'time') return milliseconds(nanosecondsAt(field, row))
  if (storage === 'json') throw new FrameError('unsupported field type data.FieldType')
  if (value === null || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  const parsed = parseGoFloat(String(value))
  if (parsed.ok) return parsed.value
  throw new FrameError(`strconv.ParseFloat: parsing "${value}": ${parsed.reason}`)
}

/** By way of nanoseconds in 64 bits, which run over in 1677 and in 2262; a part of a millisecond is cut off. */
function milliseconds(nanoseconds: bigint | null): number | null {
  return nanoseconds === null ? null : Number(BigInt.asIntN(64, nanoseconds) / 1_000_000n)
}
