/** The value at a path inside options that have no type of their own; undefined where the path ends early. */
export function atPath(value: unknown, ...path: readonly string[]): unknown {
  let current: unknown = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined
    current = Object.entries(current).find(([name]) => name === key)?.[1]
  }
  return current
}

/** The elements of a list inside such options; none where there is no list. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const list: unknown = atPath(value, ...path)
  return Array.isArray(list) ? list : []
}

/** The entries of an object inside such options; none where there is no object. */
export function entriesAt(value: unknown, ...path: readonly string[]): [key: string, value: unknown][] {
  const object = atPath(value, ...path)
  return typeof object === 'object' && object !== null ? Object.entries(object) : []
}
