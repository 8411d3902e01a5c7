import type { OperationNode } from 'kysely'

/** Something that a query can name. */
export interface Named {
  readonly kind: string
  readonly name: string
}

const given = new WeakMap<OperationNode, readonly Named[]>()

/** Notes which relations a query was given to name. */
export function noteRelations(query: OperationNode, relations: readonly Named[]): void {
  given.set(query, relations)
}

/** The relations that a query, or one inside of it, was given to name. */
export function givenRelations(query: OperationNode): Set<Named> {
  const found = new Set<Named>()
  visit(query, found)
  return found
}

function visit(value: unknown, found: Set<Named>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const one of value) visit(one, found)
    return
  }
  if (!isNode(value)) return
  for (const relation of given.get(value) ?? []) found.add(relation)
  for (const part of Object.values(value)) visit(part, found)
}

const isNode = (value: object): value is OperationNode => 'kind' in value && typeof value.kind === 'string'
