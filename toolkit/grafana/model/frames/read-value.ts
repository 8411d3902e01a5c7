import { parseGoFloat } from '../go/parse-float.ts'
import type { FieldValue } from './frame.ts'
import { FrameError } from './frame-error.ts'
import { typeIds } from './postgres-types.ts'
import { readBytes } from './read-bytes.ts'

/** Reads a value that is no moment, from the text that Postgres sends for it. */
export function readValue(text: string, typeId: number): FieldValue {
  switch (typeId) {
    case typeIds.int2:
    case typeIds.int4:
    case typeIds.int8:
      return Number(text)
    case typeIds.float4:
    case typeIds.float8:
    case typeIds.numeric:
      return readFloat(text)
    case typeIds.bool:
      return text === 't'
    case typeIds.bytea:
      return readBytes(text)
    case typeIds.json:
    case typeIds.jsonb:
      return readJson(text)
    default:
      return text
  }
}

function readFloat(text: string): number {
  const parsed = parseGoFloat(text)
  if (parsed.ok) return parsed.value
  throw new FrameError(`strconv.ParseFloat: parsing "${text}": ${parsed.reason}`)
}

/** JSON with a number that is too large for Grafana's server leaves it as a whole as null. */
function readJson(text: string): FieldValue {
  let isTooLarge = false
  const value: FieldValue = JSON.parse(text, (_, part: FieldValue) => {
    if (typeof part === 'number' && !Number.isFinite(part)) isTooLarge = true
    return part
  })
  return isTooLarge ? null : value
}
