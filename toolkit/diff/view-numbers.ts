import { isRelation } from '../kinds/desired-object.ts'
import type { QueryResult } from '../query/run-query.ts'
import { exportQuery } from '../release/project-query.ts'
import { relationName } from '../sql/relation-name.ts'
import type { ComparedQuery, ComparedRelease } from './compared-release.ts'
import { compareRows } from './numbers/compare-rows.ts'
import type { ViewChange } from './numbers/number-change.ts'
import type { Side } from './read-side.ts'

/** A view of both releases whose rows may not be the same ones, and the query that asks for all of them. */
export interface ChangedView {
  readonly name: string
  readonly grain: readonly string[]
  readonly query: ComparedQuery
}

/** The views that changed, or that read what changed. */
export function changedViews(base: ComparedRelease, head: ComparedRelease): ChangedView[] {
  const before = new Map(base.desired.objects.filter(isRelation).map(({ name, hash }) => [name, hash]))
  return head.desired.objects.filter(isRelation).flatMap(({ name, grain, hash }) => {
    const old = before.get(name)
    if (old === undefined || old === hash) return []
    return [{ name, grain, query: exportQuery(name, `select * from ${relationName(name).sql}`) }]
  })
}

/** What changes in the columns that no query of the release shows: nothing else would tell of it. */
export function viewNumbers(base: Side, head: Side, views: readonly ChangedView[]): ViewChange[] {
  const shown = shownColumns(head)
  return views.flatMap(({ name, grain, query }): ViewChange[] => {
    const [before, after] = [base.results.get(query), head.results.get(query)]
    if (!before?.ok || !after?.ok) return []
    const unseen = after.fields.map((field) => field.name).filter((column) => !shown.has(`${name}.${column}`))
    if (unseen.length === 0) return []
    const columns = new Set([...grain, ...unseen])
    const difference = compareRows(onlyOf(before, columns), onlyOf(after, columns), [grain])
    return difference.kind === 'same' ? [] : [{ kind: 'view', where: name, rewritten: false, difference }]
  })
}

/** The columns of views that queries show, also by way of other views. */
function shownColumns({ lineage, queries }: Side): Set<string> {
  const reached = queries.flatMap(({ where }) => lineage.reach(where, 'upstream'))
  return new Set(reached.flatMap(({ relation, columns }) => columns.map((column) => `${relation}.${column}`)))
}

const onlyOf = (result: Extract<QueryResult, { ok: true }>, columns: ReadonlySet<string>) => ({
  panel: undefined,
  answer: {
    result: { ...result, fields: result.fields.filter(({ name }) => columns.has(name)) },
    format: 'table' as const,
  },
})
