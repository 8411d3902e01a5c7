import { isRelation } from '../kinds/desired-object.ts'
import type { QueryResult } from '../query/run-query.ts'
import { exportQuery } from '../release/project-query.ts'
import { relationName } from '../sql/relation-name.ts'
import type { ComparedQuery, ComparedRelease } from './compared-release.ts'
import { compareView } from './numbers/compare-view.ts'
import type { ViewChange, ViewDifference } from './numbers/view-difference.ts'
import type { Side } from './read-side.ts'
import { readsColumn } from './reads-column.ts'

/** A view of both releases whose rows may not be the same ones, and the query that asks for all of them. */
export interface ChangedView {
  readonly name: string
  readonly grain: readonly string[]
  readonly query: ComparedQuery
}

/** The views that changed, or that read what changed. */
export function changedViews(base: ComparedRelease, head: ComparedRelease): ChangedView[] {
  const before = new Map(base.desired.objects.map(({ name, hash }) => [name, hash]))
  const changed = new Set<string>()
  return head.desired.objects.flatMap((object) => {
    const { name, hash, dependsOn } = object
    const old = before.get(name)
    if (old === hash && !dependsOn.some((below) => changed.has(below))) return []
    changed.add(name)
    if (old === undefined || !isRelation(object)) return []
    return [
      { name, grain: object.grain, query: exportQuery(name, `select * from ${relationName(name).sql}`) },
    ]
  })
}

/** How the rows of views differ, whether or not a query of the release shows them. */
export function viewNumbers(
  base: Side,
  head: Side,
  { views, unfilled }: { readonly views: readonly ChangedView[]; readonly unfilled: readonly string[] },
): ViewChange[] {
  return views.map(({ name, grain, query }) => {
    const [before, after] = [base.results.get(query), head.results.get(query)]
    const empty = unfilled.find((column) => readsColumn(base, name, column))
    if (empty !== undefined) return { name, difference: unfilledView(empty) }
    return { name, difference: compareResults(before, after, grain) }
  })
}

const unfilledView = (column: string): ViewDifference => ({
  kind: 'not compared',
  reason: `it read ${column}, for which the sample has no rows`,
})

function compareResults(
  before: QueryResult | undefined,
  after: QueryResult | undefined,
  grain: readonly string[],
): ViewDifference {
  if (!before || !after) return { kind: 'not compared', reason: 'one side was not asked' }
  if (!after.ok) return { kind: 'not compared', reason: after.message }
  if (!before.ok) return { kind: 'not compared', reason: `it failed before: ${before.message}` }
  const rowsOf = ({ fields, rows }: Extract<QueryResult, { ok: true }>) => ({
    columns: fields.map(({ name }) => name),
    rows,
  })
  return compareView(rowsOf(before), rowsOf(after), grain)
}
