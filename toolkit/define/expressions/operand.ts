import { type Expression, sql } from 'kysely'

const selfContained = new Set([
  'ReferenceNode',
  'ColumnNode',
  'AggregateFunctionNode',
  'FunctionNode',
  'ParensNode',
])

/** An expression as it can stand beside an operator or a cast: in parentheses unless it needs none. */
export function operand<T>(expression: Expression<T>): Expression<T> {
  return selfContained.has(expression.toOperationNode().kind) ? expression : sql<T>`(${expression})`
}
