import * as v from 'valibot'
import type { ErrorCode } from './error-codes.ts'
import { isJsonObject, type JsonObject } from './json.ts'
import { SightlineError } from './sightline-error.ts'

/** A form in which something is kept, with its number: what an older version kept is upgraded, or refused by name. */
export interface StoredFormat<T> {
  /** What is kept, as people call it. */
  readonly name: string
  readonly schema: v.GenericSchema<unknown, T>
  /**
   * What brings one format to the next, from format 0, which had no number; undefined where it must be made anew. Their
   * count is the number of the format that this version writes.
   */
  readonly upgrades: readonly (((older: JsonObject) => JsonObject) | undefined)[]
  /** What to do about something that cannot be read. */
  readonly next: string
}

/** What is to be kept, with the number of its format in front. */
export function toStored<T extends object>(
  format: StoredFormat<T>,
  value: T,
): T & { readonly format: number } {
  return { format: format.upgrades.length, ...value }
}

/**
 * Reads what was kept.
 *
 * @throws SightlineError where a newer sightline wrote it, an older one whose form cannot be upgraded, or nobody
 */
export function readStored<T>(format: StoredFormat<T>, value: unknown, place: string): T {
  const { name, schema, upgrades, next } = format
  const refuse = (code: ErrorCode, what: string, detail: string, todo = next) =>
    new SightlineError({ code, what, value: `${place}: ${detail}`, next: todo })
  if (!isJsonObject(value)) throw refuse('malformed-stored-form', `This is not ${name}.`, 'no object')
  const { format: number = 0, ...content } = value
  const current = upgrades.length
  if (typeof number !== 'number')
    throw refuse('malformed-stored-form', `This is not ${name}.`, 'its format is no number')
  if (number > current) {
    const newer = `format ${number}, and this sightline knows ${current}`
    throw refuse(
      'written-by-newer-version',
      `This ${name.replace(/^an? /, '')} was written by a newer sightline.`,
      newer,
      'Use that version of sightline, or a later one.',
    )
  }
  let upgraded = content
  for (const upgrade of upgrades.slice(number)) {
    if (!upgrade)
      throw refuse(
        'written-by-older-version',
        `This ${name.replace(/^an? /, '')} was written by an older sightline.`,
        `format ${number}, and this sightline writes ${current}`,
      )
    upgraded = upgrade(upgraded)
  }
  const parsed = v.safeParse(schema, upgraded, { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw refuse(
    'malformed-stored-form',
    `This is not ${name}.`,
    `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`,
  )
}
