import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import { replayAccess, withOptions } from '../reader/access.ts'
import { sqlName } from '../shadow/shadow-schemas.ts'
import { relationComments } from './managed-comment.ts'
import type { PlannedStatement } from './plan-step.ts'
import { desiredRelations, optionsIn, type Planner, previousObject } from './planner.ts'
import { depthOf } from './relation-graph.ts'

/** The options that a view keeps: those it has, or where it is repaired those it had when it was applied. */
export function keptOptions({ live, records, options }: Planner, name: string): readonly string[] {
  const found = live.relations.get(name)?.options ?? []
  const record = records.objects.find((one) => one.name === name && one.kind === 'view')
  return options.repair && record ? optionsIn(record.canonical) : found
}

/** Whether a view has the options that it should keep. */
export function hasItsOptions(planner: Planner, name: string): boolean {
  const found = planner.live.relations.get(name)?.options ?? []
  return found.toSorted().join() === keptOptions(planner, name).toSorted().join()
}

/** CREATE OR REPLACE VIEW with the options that it would otherwise forget. */
export function replaceView(planner: Planner, name: string, query: string): string {
  const options = keptOptions(planner, name)
  const had = planner.live.relations.get(name)?.options ?? []
  const text = `create or replace view ${sqlName(name)}${withOptions(options)} as\n${query}`
  const cleared = had.filter((option) => !options.includes(option)).map((option) => option.split('=')[0])
  return cleared.length === 0 ? text : `alter view ${sqlName(name)} reset (${cleared.join(', ')});\n${text}`
}

/** The statements that drop a view and create it again with everything it had: owner, grants, options, triggers, comments. */
export function rebuildView(
  planner: Planner,
  name: string,
  query: string,
  columns: readonly string[],
  state: ReadonlyMap<string, LiveRelation> = planner.live.relations,
): PlannedStatement[] {
  const access = planner.access.get(name)
  const live = planner.live.relations.get(name)
  const create = `create view ${sqlName(name)}${withOptions(keptOptions(planner, name))} as\n${query}`
  const replayed = access ? replayAccess(access, columns, planner.live.user) : []
  const object = desiredRelations(planner).get(name)
  const described = object && 'columnDescriptions' in object ? object.columnDescriptions : {}
  const previous = previousObject(planner, name)
  const before = previous && 'columnDescriptions' in previous ? previous.columnDescriptions : {}
  const byHand = (live?.columns ?? []).flatMap(({ name: column, comment }) => {
    const ours = object !== undefined && (described[column] !== undefined || before[column] === comment)
    if (comment === null || ours || !columns.includes(column)) return []
    return [`comment on column ${sqlName(name)}.${quoteIdentifier(column)} is ${quoteLiteral(comment)}`]
  })
  const own = object
    ? relationComments(object, undefined, previous, planner.desired).map(({ sql }) => sql)
    : live?.comment == null
      ? []
      : [`comment on view ${sqlName(name)} is ${quoteLiteral(live.comment)}`]
  const known = own.filter((sql) => commentsOn(sql, name, columns))
  return [
    ...(state.has(name) ? [dropView(name, state)] : []),
    ...[create, ...replayed].map((sql) => ({ stage: 'create' as const, sql })),
    ...[...known, ...byHand].map((sql) => ({ stage: 'comment' as const, sql })),
  ]
}

/** DROP VIEW, before the views that it reads are dropped. */
export function dropView(
  name: string,
  state: ReadonlyMap<string, LiveRelation>,
  stage: 'drop' | 'after' = 'drop',
): PlannedStatement {
  return { stage, sql: `drop view ${sqlName(name)}`, depth: depthOf(state, name) }
}

/** A description of a column that the view does not have would be an error. */
export function commentsOn(sql: string, name: string, columns: readonly string[]): boolean {
  if (!sql.startsWith('comment on column ')) return true
  return columns.some((column) =>
    sql.startsWith(`comment on column ${sqlName(name)}.${quoteIdentifier(column)} is `),
  )
}
