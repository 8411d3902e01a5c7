import {
  AliasNode,
  ColumnNode,
  type Expression,
  IdentifierNode,
  type OperationNode,
  ReferenceNode,
  SelectQueryNode,
} from 'kysely'

/** The names of all columns that a query names, whichever relation they are of. */
export function namedColumns(query: Expression<unknown>): Set<string> {
  const found = new Set<string>()
  visit(query.toOperationNode(), found)
  return found
}

function visit(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const one of value) visit(one, found)
    return
  }
  if (isNode(value) && ColumnNode.is(value)) found.add(value.column.name)
  else for (const part of Object.values(value)) visit(part, found)
}

const isNode = (value: object): value is OperationNode => 'kind' in value && typeof value.kind === 'string'

/** The names of the columns that a query returns; undefined where it is handwritten, or returns all that there are. */
export function selectedColumns(query: Expression<unknown>): string[] | undefined {
  const node = query.toOperationNode()
  if (!SelectQueryNode.is(node)) return undefined
  const names = (node.selections ?? []).map(({ selection }) => nameOf(selection))
  return names.flatMap((name) => name ?? []).length === names.length
    ? names.flatMap((name) => name ?? [])
    : undefined
}

function nameOf(node: OperationNode): string | undefined {
  if (AliasNode.is(node)) return IdentifierNode.is(node.alias) ? node.alias.name : undefined
  if (ColumnNode.is(node)) return node.column.name
  return ReferenceNode.is(node) && ColumnNode.is(node.column) ? node.column.column.name : undefined
}
