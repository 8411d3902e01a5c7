import {
  isNode,
  listIn,
  nodeIn,
  nodesIn,
  numberIn,
  type TreeNode,
  type TreeValue,
  textIn,
} from './node-tree.ts'
import { entryKinds, type QueryScope } from './query-scope.ts'

/** Where something comes from, in numbers of the catalogue. */
export interface Traced {
  /** Columns as `relation.number`; number 0 is the whole row. */
  readonly from: Set<string>
  /** Columns by which rows are chosen, joined, grouped or ordered. */
  readonly decidedBy: Set<string>
  /** Relations whose rows are counted, or asked for with EXISTS. */
  readonly counted: Set<string>
  /** Functions that are called. */
  readonly calls: Set<string>
}

type Role = 'from' | 'decidedBy'

/** Follows the columns of one query through its subqueries, down to relations. */
export class ColumnTrace implements Traced {
  readonly from = new Set<string>()
  readonly decidedBy = new Set<string>()
  readonly counted = new Set<string>()
  readonly #rowsOf = new Set<string>()
  readonly calls = new Set<string>()
  readonly #followed = new Map<QueryScope, Set<string>>()

  /** A column by its number, which begins with 1. */
  column(scope: QueryScope, number: number, role: Role = 'from'): void {
    if (!this.#isNew(scope, `${role} ${number}`)) return
    const combined = nodeIn(scope.query, 'setOperations')
    if (combined) {
      this.#combinedColumn(scope, combined, number, role)
      return
    }
    const target = scope.columns[number - 1]
    if (target) this.expression(scope, target, role)
  }

  /** What decides which rows a query has. */
  rows(scope: QueryScope): void {
    if (!this.#isNew(scope, 'rows')) return
    const { query } = scope
    const combined = nodeIn(query, 'setOperations')
    if (combined) this.#combinedRows(scope, combined)
    const from = nodeIn(query, 'jointree')
    if (from) this.#joined(scope, from)
    const limits = [query.fields.get('limitCount'), query.fields.get('limitOffset')]
    const isLimited = limits.some((limit) => limit !== undefined)
    const distinct = nodesIn(query, 'distinctClause')
    const isOrdered = isLimited || textIn(query, 'hasDistinctOn') === 'true'
    const chosen = [
      ...nodesIn(query, 'groupClause'),
      ...distinct,
      ...(isOrdered ? nodesIn(query, 'sortClause') : []),
    ]
    for (const target of scope.sorted(chosen)) this.expression(scope, target, 'decidedBy')
    for (const condition of [query.fields.get('havingQual'), ...limits])
      this.expression(scope, condition, 'decidedBy')
    if (textIn(query, 'hasTargetSRFs') === 'true')
      for (const target of scope.columns.filter(returnsSet)) this.expression(scope, target, 'decidedBy')
  }

  /** All columns that stand in an expression. */
  expression(scope: QueryScope, value: TreeValue, role: Role): void {
    if (!isNode(value)) {
      if (Array.isArray(value)) for (const one of value) this.expression(scope, one, role)
      return
    }
    for (const field of calledFields) {
      const called = textIn(value, field)
      if (called !== '' && called !== '0') this.calls.add(called)
    }
    if (value.type === 'VAR') {
      this.#variable(scope, value, role)
      return
    }
    if (value.type === 'SUBLINK') {
      this.#subquery(scope, value, role)
      return
    }
    if (value.type === 'AGGREF') {
      this.#aggregate(scope, value, role)
      return
    }
    if (value.type === 'WINDOWFUNC') {
      this.#windowed(scope, value, role)
      return
    }
    for (const field of value.fields.values()) this.expression(scope, field, role)
  }

  #isNew(scope: QueryScope, what: string): boolean {
    const followed = this.#followed.get(scope) ?? new Set()
    this.#followed.set(scope, followed)
    return followed.size < followed.add(what).size
  }

  #variable(scope: QueryScope, variable: TreeNode, role: Role): void {
    const owner = scope.up(numberIn(variable, 'varlevelsup'))
    const entry = owner?.entry(numberIn(variable, 'varno'))
    const number = numberIn(variable, 'varattno')
    if (!owner || !entry || number < 0) return
    if (number > 0) {
      this.#ofEntry(owner, entry, number, role)
      return
    }
    if (entryKinds[numberIn(entry, 'rtekind')] === 'relation') {
      this[role].add(`${textIn(entry, 'relid')}.0`)
      return
    }
    const names = nodeIn(entry, 'eref')
    const count = names ? listIn(names, 'colnames').length : 0
    for (let one = 1; one <= count; one++) this.#ofEntry(owner, entry, one, role)
  }

  #ofEntry(scope: QueryScope, entry: TreeNode, number: number, role: Role): void {
    switch (entryKinds[numberIn(entry, 'rtekind')]) {
      case 'relation':
        this[role].add(`${textIn(entry, 'relid')}.${number}`)
        return
      case 'subquery':
      case 'cte': {
        const inner = scope.queryOf(entry)
        if (inner) this.column(inner, number, role)
        return
      }
      case 'join':
        this.expression(scope, listIn(entry, 'joinaliasvars')[number - 1], role)
        return
      case 'range function':
        this.expression(scope, entry.fields.get('functions'), role)
        return
      case 'table function':
        this.expression(scope, entry.fields.get('tablefunc'), role)
        return
      case 'values':
        for (const row of listIn(entry, 'values_lists'))
          if (Array.isArray(row)) this.expression(scope, row[number - 1], role)
        return
      default:
        // Since Postgres 18 what is grouped by has an entry of its own.
        this.expression(scope, listIn(entry, 'groupexprs')[number - 1], role)
        return
    }
  }

  /** EXISTS says nothing of the columns that stand after its SELECT. */
  #subquery(scope: QueryScope, link: TreeNode, role: Role): void {
    this.expression(scope, link.fields.get('testexpr'), role)
    const query = nodeIn(link, 'subselect')
    if (!query) return
    const inner = scope.inside(query)
    this.rows(inner)
    if (numberIn(link, 'subLinkType') === existsLink) this.#countsRows(inner, role)
    else for (const [index] of inner.columns.entries()) this.column(inner, index + 1, role)
  }

  #aggregate(scope: QueryScope, aggregate: TreeNode, role: Role): void {
    const args = nodesIn(aggregate, 'args')
    for (const target of args)
      this.expression(scope, target, textIn(target, 'resjunk') === 'true' ? 'decidedBy' : role)
    this.expression(scope, aggregate.fields.get('aggdirectargs'), role)
    this.expression(scope, aggregate.fields.get('aggfilter'), 'decidedBy')
    if (args.length === 0) this.#countsRows(scope, role)
  }

  #windowed(scope: QueryScope, call: TreeNode, role: Role): void {
    this.expression(scope, call.fields.get('args'), role)
    this.expression(scope, call.fields.get('aggfilter'), 'decidedBy')
    const number = numberIn(call, 'winref')
    const window = nodesIn(scope.query, 'windowClause').find((one) => numberIn(one, 'winref') === number)
    if (window) {
      const clauses = [...nodesIn(window, 'partitionClause'), ...nodesIn(window, 'orderClause')]
      for (const target of scope.sorted(clauses)) this.expression(scope, target, 'decidedBy')
      for (const offset of ['startOffset', 'endOffset'])
        this.expression(scope, window.fields.get(offset), 'decidedBy')
    }
    if (listIn(call, 'args').length === 0) this.#countsRows(scope, role)
  }

  #countsRows(scope: QueryScope, role: Role): void {
    if (role !== 'from') return
    const counted = new ColumnTrace()
    counted.rows(scope)
    for (const relation of counted.#rowsOf) this.counted.add(relation)
  }

  #joined(scope: QueryScope, node: TreeNode): void {
    this.expression(scope, node.fields.get('quals'), 'decidedBy')
    const parts = [...nodesIn(node, 'fromlist'), nodeIn(node, 'larg'), nodeIn(node, 'rarg')]
    for (const part of parts) {
      if (part?.type === 'RANGETBLREF') this.#rowsOfEntry(scope, scope.entry(numberIn(part, 'rtindex')))
      else if (part) this.#joined(scope, part)
    }
  }

  #rowsOfEntry(scope: QueryScope, entry: TreeNode | undefined): void {
    if (!entry) return
    const kind = entryKinds[numberIn(entry, 'rtekind')]
    if (kind === 'relation') this.#rowsOf.add(textIn(entry, 'relid'))
    if (kind === 'subquery' || kind === 'cte') {
      const inner = scope.queryOf(entry)
      if (inner) this.rows(inner)
    }
    if (kind === 'range function') this.expression(scope, entry.fields.get('functions'), 'decidedBy')
    if (kind === 'table function') this.expression(scope, entry.fields.get('tablefunc'), 'decidedBy')
  }

  #combinedColumn(scope: QueryScope, node: TreeNode, number: number, role: Role): void {
    if (node.type === 'RANGETBLREF') {
      const entry = scope.entry(numberIn(node, 'rtindex'))
      if (entry) this.#ofEntry(scope, entry, number, role)
      return
    }
    const isUnion = numberIn(node, 'op') === unionOperation
    const [left, right] = [nodeIn(node, 'larg'), nodeIn(node, 'rarg')]
    if (left) this.#combinedColumn(scope, left, number, role)
    if (right) this.#combinedColumn(scope, right, number, isUnion ? role : 'decidedBy')
  }

  /** All but UNION ALL compare whole rows. */
  #combinedRows(scope: QueryScope, node: TreeNode): void {
    if (node.type === 'RANGETBLREF') {
      this.#rowsOfEntry(scope, scope.entry(numberIn(node, 'rtindex')))
      return
    }
    const parts = [nodeIn(node, 'larg'), nodeIn(node, 'rarg')].flatMap((part) => part ?? [])
    for (const part of parts) this.#combinedRows(scope, part)
    const isAll = numberIn(node, 'op') === unionOperation && textIn(node, 'all') === 'true'
    if (isAll) return
    for (const part of parts)
      for (const [index] of scope.columns.entries()) this.#combinedColumn(scope, part, index + 1, 'decidedBy')
  }
}

/** As Postgres numbers them. */
const existsLink = 0
const unionOperation = 1

/** Where nodes name the function that they call. */
const calledFields = ['funcid', 'opfuncid', 'aggfnoid', 'winfnoid']

function returnsSet(value: TreeValue): boolean {
  if (Array.isArray(value)) return value.some(returnsSet)
  if (!isNode(value)) return false
  const isSet = ['funcretset', 'opretset'].some((field) => textIn(value, field) === 'true')
  return isSet || [...value.fields.values()].some(returnsSet)
}
