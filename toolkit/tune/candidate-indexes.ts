import type { Source } from '../define/source.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import { nodesOf, type PlanNode } from './plan-node.ts'

/** An index that could help a query. */
export interface CandidateIndex {
  readonly table: string
  readonly columns: readonly string[]
}

/** Fewer rows than these are read as fast without an index. */
const fewRows = 500

/**
 * Indexes for what a plan reads in full to keep a part: over the columns that are compared for equality, and then one that
 * is compared otherwise.
 */
export function candidateIndexes(root: PlanNode, sources: readonly Source[]): CandidateIndex[] {
  return [...nodesOf(root)].flatMap((node) => {
    const source = sources.find(({ name }) => relationName(name).name === node.relation)
    if (!source || !/^(Parallel )?Seq Scan$/.test(node.type)) return []
    if (node.removed < fewRows || node.rows > node.removed) return []
    const compared = Object.keys(source.columns).flatMap((name) => comparedIn(node.filter, name))
    const equal = compared.filter(({ isEqual }) => isEqual).map(({ name }) => name)
    const range = compared.filter(({ isEqual }) => !isEqual).map(({ name }) => name)
    const columns = [...equal, ...range.slice(0, 1)]
    if (columns.length === 0) return []
    const alone = range.slice(0, 1).map((name): CandidateIndex => ({ table: source.name, columns: [name] }))
    return [{ table: source.name, columns }, ...(equal.length > 0 ? alone : [])]
  })
}

/** How a filter of a plan compares a column, if it does. */
function comparedIn(filter: string, name: string): { readonly name: string; readonly isEqual: boolean }[] {
  const column = `(?<![\\w".])"?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"?\\)?(?:::[\\w ]+)?`
  if (new RegExp(`${column} = `).test(filter)) return [{ name, isEqual: true }]
  if (new RegExp(`${column} (?:>=|<=|>|<|IS NOT NULL)`).test(filter)) return [{ name, isEqual: false }]
  return []
}

/** The statement that makes an index. */
export const createIndex = ({ table, columns }: CandidateIndex, name: string): string =>
  `create index ${name} on ${relationName(table).sql} (${columns.map(quoteIdentifier).join(', ')})`

/** Different candidates, each once. */
export function distinctCandidates(candidates: readonly CandidateIndex[]): CandidateIndex[] {
  const found = new Map(candidates.map((one) => [`${one.table} ${one.columns.join(' ')}`, one]))
  return [...found.values()]
}
