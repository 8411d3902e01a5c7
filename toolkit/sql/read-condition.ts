import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  type Expression,
  FromNode,
  IdentifierNode,
  JoinNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  OrNode,
  ParensNode,
  PrimitiveValueListNode,
  RawNode,
  ReferenceNode,
  SelectQueryNode,
  TableNode,
  UnaryOperationNode,
  ValueListNode,
  ValueNode,
  WithNode,
} from 'kysely'
import { isClockText } from './clock-text.ts'
import { compileQuery } from './compile-query.ts'
import { mentionedNames } from './mentioned-names.ts'
import { namedColumns } from './query-columns.ts'
import { RelationName } from './relation-name.ts'

/** What queries ask of every row of a relation that they read: a row that it is not true of changes nothing in them. */
export interface ReadCondition {
  /** Over the columns of the relation, by their plain names. */
  readonly sql: string
  readonly columns: readonly string[]
}

/**
 * The condition that rows of a relation meet wherever one of the queries reads them; undefined where some place has none
 * that speaks of this relation and the clock alone.
 *
 * @example readCondition([rows(videos).where('status', '=', 'published').select('views')], 'videos', ['status', 'views'])
 */
export function readCondition(
  queries: readonly Expression<unknown>[],
  relation: string,
  columns: readonly string[],
): ReadCondition | undefined {
  const places = new ReadingPlaces(relation, new Set(columns))
  for (const query of queries) places.add(query)
  return places.condition()
}

/** Joins that leave no row out, and none but those that are joined without a match. */
const plainJoins = new Set(['InnerJoin', 'CrossJoin', 'LateralInnerJoin', 'LateralCrossJoin'])
const leftJoins = new Set(['LeftJoin', 'LateralLeftJoin'])

class ReadingPlaces {
  readonly #relation: string
  readonly #columns: ReadonlySet<string>
  readonly #places: (readonly Expression<unknown>[])[] = []
  readonly #known = new Set<OperationNode>()
  #isUnknown = false

  constructor(relation: string, columns: ReadonlySet<string>) {
    this.#relation = relation
    this.#columns = columns
  }

  add(query: Expression<unknown>): void {
    // What handwritten SQL reads may be a view of the relation.
    if (mentionedNames(compileQuery(query).rawText).relations.size > 0) this.#isUnknown = true
    this.#visit(query.toOperationNode())
  }

  condition(): ReadCondition | undefined {
    if (this.#isUnknown || this.#places.length === 0 || this.#places.some((all) => all.length === 0))
      return undefined
    const texts = this.#places.map((all) =>
      [...new Set(all.map((one) => compileQuery(one).sql))].join(' and '),
    )
    const [only, ...others] = new Set(texts)
    return {
      sql: others.length === 0 ? `${only}` : [only, ...others].map((text) => `(${text})`).join(' or '),
      columns: [...new Set(this.#places.flat().flatMap((one) => [...namedColumns(one)]))],
    }
  }

  #visit(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const one of value) this.#visit(one)
      return
    }
    if (!isNode(value) || ReferenceNode.is(value)) return
    if (WithNode.is(value) && value.expressions.some(({ name }) => this.#isIt(name.table)))
      this.#isUnknown = true
    if (SelectQueryNode.is(value)) this.#select(value)
    if (TableNode.is(value) && this.#isIt(value) && !this.#known.has(value)) this.#isUnknown = true
    for (const part of Object.values(value)) this.#visit(part)
  }

  #select({ from, joins = [], where }: SelectQueryNode): void {
    const froms = from && FromNode.is(from) ? from.froms : []
    const isPlain = joins.every(({ joinType }) => plainJoins.has(joinType) || leftJoins.has(joinType))
    const inner = joins.filter(({ joinType }) => plainJoins.has(joinType))
    const everywhere = [where?.where, ...inner.map(({ on }) => on?.on)].flatMap(conjuncts)
    const isAlone = froms.length + joins.length === 1
    for (const item of [...froms, ...inner.map(({ table }) => table)])
      this.#place(item, isPlain ? everywhere : [], isAlone)
    for (const join of joins.filter((one) => JoinNode.is(one) && !inner.includes(one)))
      this.#place(join.table, leftJoins.has(join.joinType) ? conjuncts(join.on?.on) : [], false)
  }

  #place(item: OperationNode, conditions: readonly OperationNode[], isAlone: boolean): void {
    const table = AliasNode.is(item) ? item.node : item
    if (!TableNode.is(table) || !this.#isIt(table)) return
    this.#known.add(table)
    const alias = AliasNode.is(item)
      ? IdentifierNode.is(item.alias)
        ? item.alias.name
        : undefined
      : undefined
    const isOwn = ({ table: of, column }: ReferenceNode) => {
      if (!('column' in column)) return false
      if (!of) return isAlone && this.#columns.has(column.column.name)
      return alias === undefined ? this.#isIt(of) : !of.table.schema && of.table.identifier.name === alias
    }
    this.#places.push(
      conditions.filter((one) => speaksOf(one, isOwn)).map((one) => expressionOf(plain.transformNode(one))),
    )
  }

  #isIt({ table: { schema, identifier } }: TableNode): boolean {
    return new RelationName(schema?.name ?? 'public', identifier.name).written === this.#relation
  }
}

const isNode = (value: object): value is OperationNode => 'kind' in value && typeof value.kind === 'string'

/** The parts of a condition that all have to be true. */
function conjuncts(node: OperationNode | undefined): OperationNode[] {
  if (!node) return []
  if (AndNode.is(node)) return [...conjuncts(node.left), ...conjuncts(node.right)]
  return ParensNode.is(node) && AndNode.is(node.node) ? conjuncts(node.node) : [node]
}

/** Whether a condition is made of columns of one row, values and the clock alone. */
function speaksOf(node: OperationNode, isOwn: (column: ReferenceNode) => boolean): boolean {
  const all = (...nodes: readonly OperationNode[]) => nodes.every((one) => speaksOf(one, isOwn))
  if (ReferenceNode.is(node)) return isOwn(node)
  if (ValueNode.is(node) || PrimitiveValueListNode.is(node) || OperatorNode.is(node)) return true
  if (ValueListNode.is(node)) return all(...node.values)
  if (ParensNode.is(node)) return all(node.node)
  if (AndNode.is(node) || OrNode.is(node)) return all(node.left, node.right)
  if (BinaryOperationNode.is(node)) return all(node.leftOperand, node.operator, node.rightOperand)
  if (UnaryOperationNode.is(node)) return all(node.operator, node.operand)
  return RawNode.is(node) && isClockText(node.sqlFragments) && all(...node.parameters)
}

/** Columns by their plain names, whatever the relation is called in the query. */
class PlainColumns extends OperationNodeTransformer {
  protected override transformReference(node: ReferenceNode): ReferenceNode {
    return { kind: 'ReferenceNode', column: node.column }
  }
}

const plain = new PlainColumns()

const expressionOf = (node: OperationNode): Expression<unknown> => ({
  expressionType: undefined,
  toOperationNode: () => node,
})
