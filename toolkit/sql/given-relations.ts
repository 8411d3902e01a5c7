import type { OperationNode } from 'kysely'

/** Something that a query can name. */
export interface Named {
  readonly kind: string
  readonly name: string
}

const givenKey: unique symbol = Symbol('given relations')

/** The same query, which knows the relations that it was given to name. */
export function noteRelations<Node extends OperationNode>(query: Node, relations: readonly Named[]): Node {
  return Object.freeze({ ...query, [givenKey]: relations })
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
  if (isGiven(value)) for (const relation of value[givenKey]) found.add(relation)
  for (const part in value) visit(Reflect.get(value, part), found)
}

const isNode = (value: object): value is OperationNode => 'kind' in value && typeof value.kind === 'string'

const isGiven = (node: OperationNode): node is OperationNode & { readonly [givenKey]: readonly Named[] } =>
  givenKey in node
