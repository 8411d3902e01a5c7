import {
  AggregateFunctionNode,
  AliasNode,
  ColumnNode,
  CommonTableExpressionNameNode,
  type Expression,
  FromNode,
  IdentifierNode,
  JoinNode,
  type OperationNode,
  RawNode,
  SelectAllNode,
  TableNode,
} from 'kysely'

/**
 * The columns of a relation that queries may read; undefined where they may read all of them. A name that is a column of
 * another relation counts, too.
 *
 * @example columnsOfQueries([rows(videos).select('views')], ['views', 'title']) // ['views']
 */
export function columnsOfQueries(
  queries: readonly Expression<unknown>[],
  columns: readonly string[],
): string[] | undefined {
  const named = new NamedThings()
  for (const query of queries) named.visit(query.toOperationNode())
  return named.readAll() ? undefined : columns.filter((column) => named.names.has(column))
}

/** Handwritten text that may read columns without naming them, or name them so that a word of it is not their name. */
const unclear = /["*]|\b(?:select|from|join|table|using)\b/i
const word = /[\p{L}_][\p{L}\p{N}_$]*/gu

class NamedThings {
  /** What may be a column: what stands for one, and the words of handwritten parts. */
  readonly names = new Set<string>()
  readonly #relations = new Set<string>()
  #isUnclear = false

  /** A relation that is named like a column stands for its whole rows. */
  readAll(): boolean {
    return this.#isUnclear || [...this.#relations].some((name) => this.names.has(name))
  }

  visit(value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const one of value) this.visit(one)
      return
    }
    if (isNode(value)) this.#note(value)
    if (isNode(value) && AggregateFunctionNode.is(value) && countsRows(value)) {
      this.visit([value.filter, value.over])
      return
    }
    for (const part of Object.values(value)) this.visit(part)
  }

  #note(node: OperationNode): void {
    if (SelectAllNode.is(node)) this.#isUnclear = true
    else if (ColumnNode.is(node)) this.names.add(node.column.name)
    else if (RawNode.is(node)) this.#noteRaw(node)
    else if (CommonTableExpressionNameNode.is(node)) this.#relations.add(node.table.table.identifier.name)
    else if (FromNode.is(node)) for (const from of node.froms) this.#noteRelation(from)
    else if (JoinNode.is(node)) this.#noteRelation(node.table)
  }

  #noteRaw({ sqlFragments, parameters }: RawNode): void {
    if (parameters.some((one) => TableNode.is(one))) this.#isUnclear = true
    for (const text of sqlFragments) {
      if (unclear.test(text)) this.#isUnclear = true
      for (const [found] of text.matchAll(word)) this.names.add(found.toLowerCase())
    }
  }

  #noteRelation(node: OperationNode): void {
    if (TableNode.is(node)) this.#relations.add(node.table.identifier.name)
    if (!AliasNode.is(node)) return
    if (IdentifierNode.is(node.alias)) this.#relations.add(node.alias.name)
    // An alias with names for the columns, which are those of the relation under other names.
    else if (TableNode.is(node.node)) this.#isUnclear = true
    this.#noteRelation(node.node)
  }
}

const countsRows = ({ func, aggregated }: AggregateFunctionNode): boolean =>
  func === 'count' && JSON.stringify(aggregated).includes('"SelectAllNode"')

const isNode = (value: object): value is OperationNode => 'kind' in value && typeof value.kind === 'string'
