/** What comes, goes and changes in a list of things that have names; their order has no meaning. */
export function namedFacts<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
  factsOf: (before: T, after: T) => readonly string[],
): string[] {
  const byName = (list: readonly T[]) => new Map(list.map((one) => [nameOf(one), one]))
  const [old, now] = [byName(before), byName(after)]
  return [
    ...[...old.keys()].filter((name) => !now.has(name)).map((name) => `${name} removed`),
    ...[...now.keys()].filter((name) => !old.has(name)).map((name) => `${name} added`),
    ...[...old].flatMap(([name, one]) => {
      const other = now.get(name)
      return other === undefined ? [] : factsOf(one, other).map((fact) => `${name}: ${fact}`)
    }),
  ]
}
