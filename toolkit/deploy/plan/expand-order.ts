/** A relation, what its new query reads and what its live one reads. */
export interface OrderedRelation {
  readonly name: string
  readonly needs: readonly string[]
  readonly needed: readonly string[]
}

/**
 * An order in which each relation comes after all that its new and its live query read. Where these form a circle the
 * live query gives way; those relations are returned as unmatched.
 */
export function expandOrder(relations: readonly OrderedRelation[]): {
  order: string[]
  unmatched: Set<string>
} {
  const waiting = new Map(relations.map((relation) => [relation.name, relation]))
  const order: string[] = []
  const unmatched = new Set<string>()
  const isFree = (names: readonly string[], self: string) =>
    !names.some((name) => name !== self && waiting.has(name))
  while (waiting.size > 0) {
    const all = [...waiting.values()]
    const free = all.find(({ name, needs, needed }) => isFree(needs, name) && isFree(needed, name))
    const next = free ?? all.find(({ name, needs }) => isFree(needs, name)) ?? all[0]
    if (!next) break
    if (!free) unmatched.add(next.name)
    waiting.delete(next.name)
    order.push(next.name)
  }
  return { order, unmatched }
}
