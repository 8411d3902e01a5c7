import { FrameError } from './frame-error.ts'
import { numberOf } from './number-of.ts'
import { type ServerField, serverField, splitNanoseconds } from './server-frame.ts'

/**
 * A column of moments: as it is, or read from numbers and texts of numbers since 1970.
 *
 * @throws FrameError for values that are no numbers
 */
export function asTimeField(field: ServerField): ServerField {
  if (field.storage === 'time') return field
  const moments = field.values.map((_, row) => {
    const value = readNumber(field, row)
    return value === null ? null : momentOf(value)
  })
  return serverField(field.name, 'time', {
    values: moments.map((moment) => moment?.milliseconds ?? null),
    nanos: moments.map((moment) => moment?.nanos ?? 0),
  })
}

function readNumber(field: ServerField, row: number): number | null {
  try {
    return numberOf(field, row)
  } catch (error) {
    throw new FrameError('unable to convert data to a time field', { cause: error })
  }
}

/** Numbers with ten digits are seconds, with nineteen nanoseconds, and all others milliseconds; Go wraps what is too large. */
function momentOf(value: number): { milliseconds: number; nanos: number } {
  const milliseconds = toInteger(inMilliseconds(value))
  return splitNanoseconds(BigInt.asIntN(64, milliseconds * 1_000_000n))
}

function inMilliseconds(value: number): number {
  const exponent = Number.isFinite(value) ? value.toExponential().split('e')[1] : undefined
  if (exponent === '+9') return value * 1000
  return exponent === '+18' ? value / 1e6 : value
}

const least = -(2n ** 63n)

/** A number without its fraction, as Go converts it on the usual processors: what does not fit is the least integer. */
function toInteger(value: number): bigint {
  if (!Number.isFinite(value)) return least
  const integer = BigInt(Math.trunc(value))
  return BigInt.asIntN(64, integer) === integer ? integer : least
}
