import type { DesiredObject } from '../../kinds/desired-object.ts'
import { queryOf } from '../../kinds/query-of.ts'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { withOptions } from '../../sql/with-options.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import { replayAccess } from '../reader/access.ts'
import { recordNamed } from '../records/records.ts'
import { commentSql, earlierRelation } from './comment.ts'
import { inStage, type PlannedStatement } from './plan-step.ts'
import { commentsFor, type Planner } from './planner.ts'
import { relationComments } from './relation-comments.ts'
import { depthOf } from './relation-graph.ts'
import { heldIn, optionsIn } from './view-options.ts'

/**
 * The options that a view keeps: those it has, or where it is repaired those it had when it was applied, changed as its
 * definition was changed.
 */
export function keptOptions(planner: Planner, name: string): readonly string[] {
  const { live, records, options } = planner
  const wanted = definedOptions(planner.relations.get(name))
  const found = live.relations.get(name)
  const record = recordNamed(records, 'view', name)
  const now = options.repair && record ? optionsIn(record.canonical) : (found?.options ?? wanted)
  const there = [...now, ...(record ? heldIn(record.canonical) : [])]
  const before = definedOptions(earlierRelation(commentsFor(planner), name))
  const added = wanted.filter((option) => !before.includes(option) || isCheckOption(option))
  const decided = [...added, ...before.filter((option) => !wanted.includes(option))].map(nameOfOption)
  const kept = there.filter((option) => !decided.includes(nameOfOption(option)))
  return [...kept.filter((option) => !isCheckOption(option) || planner.final.writable.has(name)), ...added]
}

/** The check options that somebody set by hand and that a view cannot keep, since nobody can write through it any more. */
export const lostOptions = ({ live, final, records }: Planner): { view: string; option: string }[] =>
  [...live.relations.values()].flatMap(({ name, options }) => {
    const held = heldIn(recordNamed(records, 'view', name)?.canonical ?? '')
    const isLost = final.relations.has(name) && !final.writable.has(name)
    return isLost ? [...options, ...held].filter(isCheckOption).map((option) => ({ view: name, option })) : []
  })

/** What is held back until a view is what it has to be. */
export function heldOptions(planner: Planner, name: string, query: string): readonly string[] {
  const now = optionsWhile(planner, name, query)
  return keptOptions(planner, name).filter((option) => !now.includes(option))
}

/** Old and new columns beside each other are no view that can be written through, and Postgres refuses the option there. */
export function optionsWhile(planner: Planner, name: string, query: string): readonly string[] {
  const object = planner.relations.get(name)
  const isAsDefined = object === undefined || queryOf(object) === query
  return keptOptions(planner, name).filter((option) => isAsDefined || !isCheckOption(option))
}

const isCheckOption = (option: string): boolean => option.startsWith('check_option=')

const definedOptions = (object: DesiredObject | undefined): readonly string[] =>
  object && 'options' in object ? (object.options ?? []) : []

const nameOfOption = (option: string): string | undefined => option.split('=')[0]

/** Whether a view has the options that it should keep. */
export function hasItsOptions(planner: Planner, name: string): boolean {
  const found = planner.live.relations.get(name)?.options ?? []
  return found.toSorted().join() === keptOptions(planner, name).toSorted().join()
}

/** CREATE OR REPLACE VIEW with the options that it would otherwise forget. */
export function replaceView(planner: Planner, name: string, query: string): string {
  const options = optionsWhile(planner, name, query)
  const had = planner.live.relations.get(name)?.options ?? []
  const text = `create or replace view ${relationName(name).sql}${withOptions(options)} as\n${query}`
  const cleared = had.filter((option) => !options.includes(option)).map((option) => option.split('=')[0])
  return cleared.length === 0
    ? text
    : `alter view ${relationName(name).sql} reset (${cleared.join(', ')});\n${text}`
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
  const create = `create view ${relationName(name).sql}${withOptions(optionsWhile(planner, name, query))} as\n${query}`
  const replayed = access ? replayAccess(access, columns, planner.live.user) : []
  const object = planner.relations.get(name)
  const described = object && 'columnDescriptions' in object ? object.columnDescriptions : {}
  const context = commentsFor(planner)
  const previous = earlierRelation(context, name)
  const before = previous && 'columnDescriptions' in previous ? previous.columnDescriptions : {}
  const byHand = (live?.columns ?? []).flatMap(({ name: column, comment }) => {
    const ours = object !== undefined && (described[column] !== undefined || before[column] === comment)
    if (comment === null || ours || !columns.includes(column)) return []
    return [
      `comment on column ${relationName(name).sql}.${quoteIdentifier(column)} is ${quoteLiteral(comment)}`,
    ]
  })
  const own = object
    ? relationComments(object, undefined, columns, context).map(commentSql)
    : live?.comment == null
      ? []
      : [`comment on view ${relationName(name).sql} is ${quoteLiteral(live.comment)}`]
  return [
    ...(state.has(name) ? [dropView(name, state)] : []),
    ...[create, ...replayed].map((sql) => inStage('create', sql)),
    ...[...own, ...byHand].map((sql) => inStage('comment', sql)),
  ]
}

/** DROP VIEW, before the views that it reads are dropped. */
export function dropView(
  name: string,
  state: ReadonlyMap<string, LiveRelation>,
  stage: 'drop' | 'after' = 'drop',
): PlannedStatement {
  return inStage(stage, `drop view ${relationName(name).sql}`, depthOf(state, name))
}
