import { nodeIn, nodesIn, numberIn, type TreeNode, textIn } from './node-tree.ts'

/** What a range table entry is, by its number in Postgres. */
export const entryKinds = [
  'relation',
  'subquery',
  'join',
  'range function',
  'table function',
  'values',
  'cte',
] as const

/** A query in a parse tree, in the queries around it. */
export class QueryScope {
  readonly query: TreeNode
  readonly #around: QueryScope | undefined
  readonly #inner = new Map<TreeNode, QueryScope>()

  constructor(query: TreeNode, around?: QueryScope) {
    this.query = query
    this.#around = around
  }

  /** A query inside of this one; the same one each time. */
  inside(query: TreeNode): QueryScope {
    const known = this.#inner.get(query)
    if (known) return known
    const scope = new QueryScope(query, this)
    this.#inner.set(query, scope)
    return scope
  }

  /** The query so many levels further out. */
  up(levels: number): QueryScope | undefined {
    return levels === 0 ? this : this.#around?.up(levels - 1)
  }

  /** An entry of the range table by its number, which begins with 1. */
  entry(number: number): TreeNode | undefined {
    return nodesIn(this.query, 'rtable')[number - 1]
  }

  /** The query behind an entry that is a subquery or a CTE. */
  queryOf(entry: TreeNode): QueryScope | undefined {
    const subquery = nodeIn(entry, 'subquery')
    if (subquery) return this.inside(subquery)
    const owner = this.up(numberIn(entry, 'ctelevelsup'))
    const name = textIn(entry, 'ctename')
    const found = owner && nodesIn(owner.query, 'cteList').find((one) => textIn(one, 'ctename') === name)
    const query = found && nodeIn(found, 'ctequery')
    return query && owner?.inside(query)
  }

  /** What the columns of the query are computed by, in their order; what only sorts or groups is left out. */
  get columns(): TreeNode[] {
    return nodesIn(this.query, 'targetList').filter((target) => textIn(target, 'resjunk') !== 'true')
  }

  /** What clauses such as GROUP BY refer to. */
  sorted(clauses: readonly TreeNode[]): TreeNode[] {
    const numbers = new Set(clauses.map((clause) => numberIn(clause, 'tleSortGroupRef')))
    return nodesIn(this.query, 'targetList').filter((target) => {
      const number = numberIn(target, 'ressortgroupref')
      return number > 0 && numbers.has(number)
    })
  }
}
