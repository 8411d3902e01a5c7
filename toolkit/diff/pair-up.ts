/** Things of two sides: those on both, and those on one only. */
export interface Pairs<T> {
  readonly kept: readonly (readonly [before: T, after: T])[]
  readonly removed: readonly T[]
  readonly added: readonly T[]
}

/**
 * Finds what belongs together: by the first key what it can, by the next key what is left. Several with one key are
 * taken in their order; nothing is paired by an undefined key.
 *
 * @example pairUp(before, after, ({ uid }) => uid, ({ title }) => title)
 */
export function pairUp<T>(
  before: readonly T[],
  after: readonly T[],
  ...keys: readonly ((one: T) => string | undefined)[]
): Pairs<T> {
  const kept = new Map<T, T>()
  const free = new Set(after)
  for (const key of keys) {
    const waiting = new Map<string, T[]>()
    for (const one of free) {
      const name = key(one)
      if (name !== undefined) waiting.set(name, [...(waiting.get(name) ?? []), one])
    }
    for (const one of before) {
      const name = kept.has(one) ? undefined : key(one)
      const found = name === undefined ? undefined : waiting.get(name)?.shift()
      if (found === undefined) continue
      kept.set(one, found)
      free.delete(found)
    }
  }
  return { kept: [...kept], removed: before.filter((one) => !kept.has(one)), added: [...free] }
}
