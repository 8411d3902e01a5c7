/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject

export interface JsonObject {
  readonly [key: string]: Json
}

/** A value as it is after a trip over the wire: plain, without functions and symbols. */
export function plainJson(value: object): JsonObject {
  const plain: JsonObject = JSON.parse(JSON.stringify(value))
  return plain
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** A value in one line, for people. */
export function shortJson(value: Json | undefined, length = 80): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
