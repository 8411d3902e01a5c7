const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '))

/** What changes in the key of the rows, in words. */
export function grainFacts(
  before: { readonly grain: readonly string[] },
  after: { readonly grain: readonly string[] },
): string[] {
  const [old, now] = [before.grain.toSorted(), after.grain.toSorted()]
  return list(old) === list(now) ? [] : [`grain from ${list(old)} to ${list(now)}`]
}
