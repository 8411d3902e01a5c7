import {
  type AggregateFunctionNode,
  AliasNode,
  type AndNode,
  BinaryOperationNode,
  type CaseNode,
  type CommonTableExpressionNameNode,
  type CommonTableExpressionNode,
  createQueryId,
  FromNode,
  type FunctionNode,
  type HavingNode,
  type IdentifierNode as Identifier,
  IdentifierNode,
  JoinNode,
  type OperationNode,
  ParensNode,
  PostgresQueryCompiler,
  type PrimitiveValueListNode,
  RawNode,
  type ReferenceNode,
  SelectQueryNode,
  SetOperationNode,
  TableNode,
  type ValueNode,
  type WhereNode,
  WithNode,
} from 'kysely'
import { SightlineError } from '../foundation/sightline-error.ts'
import { quoteIdentifier } from './identifier.ts'
import { aliasOf, noRenames, placeRelations, type Renames, stand } from './place-relations.ts'
import { RelationName } from './relation-name.ts'

/** A query as text, and what it names. */
export interface CompiledSql {
  readonly sql: string
  /** The relations it selects from, without its own common table expressions. */
  readonly relations: ReadonlySet<string>
  /** Handwritten parts, in which relations and functions can only be found as text. */
  readonly rawText: string
}

const queryId = createQueryId()

/** Compiles a query the way a person would lay it out, with its values inlined, and notes the relations it names. */
export class ReadableCompiler extends PostgresQueryCompiler {
  #relations = new Set<string>()
  #rawText = ''
  #expressionNames = new Set<string>()
  #depth = 0
  #inReference = false
  #inConjunction = false
  #afterFrom = false
  #isBeforeAlias = false
  #renames = noRenames

  compile(root: SelectQueryNode | RawNode, renames: Renames = noRenames): CompiledSql {
    this.#renames = renames
    this.#afterFrom = false
    this.#relations = new Set()
    this.#expressionNames = new Set()
    this.#rawText = ''
    this.#depth = 0
    this.#inReference = false
    this.#inConjunction = false
    const { sql } = this.compileQuery(root, queryId)
    return { sql, relations: this.#relations, rawText: this.#rawText }
  }

  protected override visitSelectQuery(node: SelectQueryNode): void {
    const nested = this.#isNested()
    const conjunction = this.#inConjunction
    const namesOutside = this.#expressionNames
    if (node.with) this.#expressionNames = new Set(namesOutside)
    this.#inConjunction = false
    if (nested) this.#open()
    if (node.with) this.visitNode(node.with)
    this.append('select')
    if (node.distinctOn) {
      this.append(' ')
      this.compileDistinctOn(node.distinctOn)
    }
    for (const modifier of node.frontModifiers ?? []) this.#spaced(modifier)
    this.#selections(node.selections ?? [])
    const clauses = [node.from, ...(node.joins ?? []), node.where, node.groupBy, node.having]
    for (const clause of [...clauses, ...(node.setOperations ?? []), node.orderBy]) this.#line(clause)
    for (const clause of [node.limit, node.offset, node.fetch, ...(node.endModifiers ?? [])])
      this.#line(clause)
    if (nested) this.#close()
    this.#expressionNames = namesOutside
    this.#inConjunction = conjunction
  }

  #isNested(): boolean {
    const parent = this.parentNode
    return parent !== undefined && !ParensNode.is(parent) && !SetOperationNode.is(parent)
  }

  #selections(selections: readonly OperationNode[]): void {
    const only = selections.length === 1
    if (!only) this.#depth++
    selections.forEach((selection, index) => {
      if (only) this.append(' ')
      else this.#newLine()
      this.visitNode(selection)
      if (index < selections.length - 1) this.append(',')
    })
    if (!only) this.#depth--
  }

  protected override visitWith(node: WithNode): void {
    this.append(node.recursive ? 'with recursive ' : 'with ')
    this.compileList(node.expressions, `,\n${'  '.repeat(this.#depth)}`)
    this.#newLine()
  }

  protected override visitWhere(node: WhereNode): void {
    this.#conjunction(() => super.visitWhere(node))
  }

  protected override visitHaving(node: HavingNode): void {
    this.#conjunction(() => super.visitHaving(node))
  }

  protected override visitSetOperation(node: SetOperationNode): void {
    this.append(node.all ? `${node.operator} all` : node.operator)
    this.#newLine()
    const { expression } = node
    if (!SelectQueryNode.is(expression) || !endsItself(expression)) {
      this.visitNode(expression)
      return
    }
    this.#open()
    this.visitNode(expression)
    this.#close()
  }

  protected override visitAnd(node: AndNode): void {
    const isBetween = this.parentNode !== undefined && BinaryOperationNode.is(this.parentNode)
    if (!this.#inConjunction || isBetween) {
      super.visitAnd(node)
      return
    }
    this.visitNode(node.left)
    this.#depth++
    this.#newLine()
    this.append('and ')
    this.#depth--
    this.visitNode(node.right)
  }

  protected override visitParens(node: ParensNode): void {
    const conjunction = this.#inConjunction
    this.#inConjunction = false
    super.visitParens(node)
    this.#inConjunction = conjunction
  }

  protected override visitCase(node: CaseNode): void {
    const branches = [...(node.when ?? [])]
    if (branches.length < 2) {
      super.visitCase(node)
      return
    }
    this.append('case')
    if (node.value) this.#spaced(node.value)
    this.#depth++
    for (const branch of branches) this.#line(branch)
    if (node.else) {
      this.#newLine()
      this.append('else ')
      this.visitNode(node.else)
    }
    this.#depth--
    this.#newLine()
    this.append('end')
  }

  protected override visitCommonTableExpressionName(node: CommonTableExpressionNameNode): void {
    const outer = this.#inReference
    this.#inReference = true
    super.visitCommonTableExpressionName(node)
    this.#inReference = outer
  }

  /** An expression sees its own name only when it is recursive; otherwise that name is a table's. */
  protected override visitCommonTableExpression(node: CommonTableExpressionNode): void {
    const { name } = node.name.table.table.identifier
    const parent = this.parentNode
    const recursive = parent !== undefined && WithNode.is(parent) && parent.recursive === true
    if (recursive) this.#expressionNames.add(name)
    super.visitCommonTableExpression(node)
    this.#expressionNames.add(name)
  }

  /** A table as an argument, such as that of `to_json`, is one of the query's own names. */
  protected override visitFunction(node: FunctionNode): void {
    const outer = this.#inReference
    this.#rawText += `${node.func}( `
    this.#inReference = node.arguments.some(TableNode.is)
    super.visitFunction(node)
    this.#inReference = outer
  }

  protected override visitAggregateFunction(node: AggregateFunctionNode): void {
    const outer = this.#inReference
    this.#rawText += `${node.func}( `
    this.#inReference = node.aggregated.some(TableNode.is)
    super.visitAggregateFunction(node)
    this.#inReference = outer
  }

  protected override visitReference(node: ReferenceNode): void {
    const outer = this.#inReference
    this.#inReference = true
    super.visitReference(node)
    this.#inReference = outer
  }

  /** A relation is named with its schema, which is `public` unless the query names another. */
  protected override visitTable(node: TableNode): void {
    const { schema, identifier } = node.table
    const name = new RelationName(schema?.name ?? 'public', identifier.name)
    const renamed = this.#renames.to.get(name.written)
    const isOwn = schema === undefined && this.#expressionNames.has(identifier.name)
    if (this.#inReference && schema && renamed) this.append(aliasOf(name, this.#renames))
    else if (this.#inReference || isOwn) super.visitTable(node)
    else {
      this.#relations.add(name.written)
      const alias = renamed && !this.#isNamed() ? ` as ${aliasOf(name, this.#renames)}` : ''
      this.append((renamed ?? name).sql + alias)
    }
  }

  /** Handwritten SQL names its relations in the text between its parts. */
  protected override visitRaw(node: RawNode): void {
    const { sqlFragments, parameters } = node
    // No database takes such a text, and what builds a release refuses it with its place.
    if (sqlFragments.some((fragment) => fragment.includes(stand))) {
      this.append(sqlFragments.join(''))
      return
    }
    this.#rawText += `${sqlFragments.join(' ')} `
    const [reference, afterFrom] = [this.#inReference, this.#afterFrom]
    const { sql, stands } = placeRelations(sqlFragments.join(stand), {
      renames: this.#renames,
      expressions: this.#expressionNames,
      afterFrom: afterFrom || this.#isSource(),
      beforeAlias: this.#isNamed(),
    })
    const fragments = sql.split(stand)
    fragments.forEach((fragment, index) => {
      this.append(fragment)
      const parameter = parameters[index]
      if (!parameter) return
      this.#inReference = TableNode.is(parameter) && !stands.has(index) && /[(,]\s*$/.test(fragment)
      const inside = AliasNode.is(parameter) ? parameter.node : parameter
      this.#afterFrom = RawNode.is(inside) && stands.has(index)
      this.#isBeforeAlias = (TableNode.is(parameter) || RawNode.is(parameter)) && stands.get(index) === false
      this.visitNode(parameter)
      this.#isBeforeAlias = false
    })
    this.#inReference = reference
    this.#afterFrom = afterFrom
  }

  /** Whether an alias follows the node that is visited, so that it needs none of ours. */
  #isNamed(): boolean {
    return this.#isBeforeAlias || (this.parentNode !== undefined && AliasNode.is(this.parentNode))
  }

  /** Whether the node that is visited stands where a relation can. */
  #isSource(): boolean {
    const outside = this.nodeStack.slice(0, -1).filter((node) => !AliasNode.is(node))
    const parent = outside.at(-1)
    return parent !== undefined && (FromNode.is(parent) || JoinNode.is(parent))
  }

  protected override visitIdentifier(node: Identifier): void {
    if (IdentifierNode.is(node)) this.append(quoteIdentifier(node.name))
  }

  protected override visitValue(node: ValueNode): void {
    this.appendImmediateValue(node.value)
  }

  protected override appendImmediateValue(value: unknown): void {
    const inlinable =
      value === null || value instanceof Date || /string|number|boolean|bigint/.test(typeof value)
    if (!inlinable) {
      throw new SightlineError({
        code: 'unsupported-value',
        what: 'A query has a value that is neither text, a number, a boolean, a date nor null.',
        value: JSON.stringify(value) ?? String(value),
        next: 'Write it as SQL text: a list goes into `in`, JSON into a literal with a cast.',
      })
    }
    if (typeof value === 'number' && !Number.isFinite(value)) super.appendImmediateValue(String(value))
    else if (isNegative(value) && this.parentNode !== undefined && RawNode.is(this.parentNode)) {
      this.append(`(${value})`)
    } else super.appendImmediateValue(value)
  }

  protected override visitPrimitiveValueList(node: PrimitiveValueListNode): void {
    this.append('(')
    node.values.forEach((value, index) => {
      if (index > 0) this.append(', ')
      this.appendImmediateValue(value)
    })
    this.append(')')
  }

  #conjunction(visit: () => void): void {
    const outer = this.#inConjunction
    this.#inConjunction = this.parentNode !== undefined && SelectQueryNode.is(this.parentNode)
    visit()
    this.#inConjunction = outer
  }

  #spaced(node: OperationNode): void {
    this.append(' ')
    this.visitNode(node)
  }

  #line(node: OperationNode | undefined): void {
    if (!node) return
    this.#newLine()
    this.visitNode(node)
  }

  #newLine(): void {
    this.append(`\n${'  '.repeat(this.#depth)}`)
  }

  #open(): void {
    this.append('(')
    this.#depth++
    this.#newLine()
  }

  #close(): void {
    this.#depth--
    this.#newLine()
    this.append(')')
  }
}

/** Whether a query's last clauses would be read as those of the whole set operation that it stands in. */
function endsItself({ orderBy, limit, offset, setOperations }: SelectQueryNode): boolean {
  return Boolean(orderBy || limit || offset || setOperations)
}

/** In handwritten SQL, `-` before a negative number begins a comment, and a cast after it binds first. */
function isNegative(value: unknown): boolean {
  return (typeof value === 'number' || typeof value === 'bigint') && (value < 0 || Object.is(value, -0))
}
