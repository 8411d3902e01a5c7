import { contentHash } from '../foundation/content-hash.ts'

/** Postgres cuts longer names off in silence, and two might become one. */
export const longestName = 63

/** The bytes that one unit of a text takes at most. */
const longestCharacter = 3

export const byteLength = (name: string): number => Buffer.byteLength(name)

/** A name as Postgres keeps it: at most 63 bytes, cut between two characters. */
export function fitName(name: string, bytes = longestName): string {
  if (name.length * longestCharacter <= bytes || byteLength(name) <= bytes) return name
  let kept = ''
  let length = 0
  for (const character of name) {
    length += byteLength(character)
    if (length > bytes) break
    kept += character
  }
  return kept
}

/**
 * A name made from another one; where both do not fit, the name is cut and a hash of the whole takes the place of the
 * rest, so that two names never become one.
 *
 * @example derivedName('daily', { suffix: '__new' }) // daily__new
 */
export function derivedName(name: string, { prefix = '', suffix = '' }: Affixes): string {
  const whole = prefix + name + suffix
  if (byteLength(whole) <= longestName) return whole
  const mark = `_${contentHash(whole).slice(0, 10)}`
  return prefix + fitName(name, longestName - byteLength(prefix + mark + suffix)) + mark + suffix
}

export interface Affixes {
  readonly prefix?: string
  readonly suffix?: string
}
