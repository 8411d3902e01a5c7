import {
  AliasNode,
  ColumnNode,
  IdentifierNode,
  type OperationNode,
  ReferenceNode,
  SelectQueryNode,
} from 'kysely'
import type { Query } from '../query.ts'

/** Whether a query's result has a column named `time`, which Grafana draws along. */
export function hasTimeColumn(query: Query): boolean {
  const node = query.toOperationNode()
  if (!SelectQueryNode.is(node)) return /\bas "?time"?\s*(,|$|from\b)/im.test(rawText(node))
  return (node.selections ?? []).some(({ selection }) => selectedName(selection) === 'time')
}

function selectedName(node: OperationNode): string | undefined {
  if (AliasNode.is(node)) return IdentifierNode.is(node.alias) ? node.alias.name : undefined
  if (ReferenceNode.is(node)) return selectedName(node.column)
  return ColumnNode.is(node) ? node.column.name : undefined
}

function rawText(node: OperationNode): string {
  return 'sqlFragments' in node && Array.isArray(node.sqlFragments) ? node.sqlFragments.join(' ') : ''
}
