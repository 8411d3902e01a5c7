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

function visit(value: object, found: Set<Named>): void {
  if (Array.isArray(value)) {
    for (const one of value) if (isObject(one)) visit(one, found)
    return
  }
  if (!isNode(value) || withoutQuery.has(value.kind)) return
  if (isGiven(value)) for (const relation of value[givenKey]) found.add(relation)
  for (const name in value) {
    const part: unknown = Reflect.get(value, name)
    if (isObject(part)) visit(part, found)
  }
}

/** Most nodes of a query are one of these, inside of which is no other query. */
const withoutQuery: ReadonlySet<OperationNode['kind']> = new Set([
  'ColumnNode',
  'IdentifierNode',
  'OperatorNode',
  'PrimitiveValueListNode',
  'ReferenceNode',
  'TableNode',
  'ValueNode',
])

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isNode = (value: object): value is OperationNode => 'kind' in value && typeof value.kind === 'string'

const isGiven = (node: OperationNode): node is OperationNode & { readonly [givenKey]: readonly Named[] } =>
  givenKey in node
