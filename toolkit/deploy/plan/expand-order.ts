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
  const open = new OpenRelations(relations)
  const order: string[] = []
  const unmatched = new Set<string>()
  for (;;) {
    const free = open.nextFree()
    const next = free ?? open.nextInCircle()
    if (next === undefined) return { order, unmatched }
    if (free === undefined) unmatched.add(next)
    open.close(next)
    order.push(next)
  }
}

/** The relations that are not yet in the order, and how many of those that they wait for are not either. */
class OpenRelations {
  readonly #open: Map<string, OrderedRelation>
  readonly #waitsFor = new Map<string, number>()
  readonly #waiting = new Map<string, string[]>()
  readonly #positions: ReadonlyMap<string, number>
  /** Free ones by their position in the list, the last first. */
  readonly #free: string[] = []

  constructor(relations: readonly OrderedRelation[]) {
    this.#open = new Map(relations.map((relation) => [relation.name, relation]))
    this.#positions = new Map(relations.map(({ name }, position) => [name, position]))
    for (const { name, needs, needed } of relations) {
      const before = new Set([...needs, ...needed].filter((one) => one !== name && this.#open.has(one)))
      this.#waitsFor.set(name, before.size)
      for (const one of before) this.#waiting.set(one, [...(this.#waiting.get(one) ?? []), name])
    }
    for (const { name } of relations.toReversed()) if (this.#waitsFor.get(name) === 0) this.#free.push(name)
  }

  nextFree(): string | undefined {
    return this.#free.at(-1)
  }

  /** The first whose new query can be made, or where there is none the first at all. */
  nextInCircle(): string | undefined {
    const all = [...this.#open.values()]
    const isMakeable = ({ name, needs }: OrderedRelation) =>
      !needs.some((need) => need !== name && this.#open.has(need))
    return (all.find(isMakeable) ?? all[0])?.name
  }

  close(name: string): void {
    this.#open.delete(name)
    if (this.#free.at(-1) === name) this.#free.pop()
    for (const reader of this.#waiting.get(name) ?? []) {
      const left = (this.#waitsFor.get(reader) ?? 1) - 1
      this.#waitsFor.set(reader, left)
      if (left === 0 && this.#open.has(reader)) this.#insert(reader)
    }
  }

  #insert(name: string): void {
    const position = this.#positions.get(name) ?? 0
    let low = 0
    let high = this.#free.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#positions.get(this.#free[middle] ?? '') ?? 0) > position) low = middle + 1
      else high = middle
    }
    this.#free.splice(low, 0, name)
  }
}
