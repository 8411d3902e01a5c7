import type { DesiredRelation } from '../../kinds/desired-object.ts'
import { queryOf } from '../../kinds/query-of.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import { commentSql } from './comment.ts'
import { leftovers } from './leftovers.ts'
import { type Hazard, inStage, type PlanStep } from './plan-step.ts'
import {
  commentsFor,
  deployedReaders,
  isLeftAlone,
  type Planner,
  step,
  unmanagedDependents,
  waits,
} from './planner.ts'
import { dropView, rebuildView, replaceView } from './rebuild-view.ts'
import { relationComments } from './relation-comments.ts'
import { withDependents } from './relation-graph.ts'

/** The steps of the contract phase for views: each becomes what a fresh build makes of it. */
export function planContract(planner: Planner, state: ReadonlyMap<string, LiveRelation>): PlanStep[] {
  const objects = planner.relations
  const changed = [...objects.values()].filter(
    (object) => !isLeftAlone(planner, object) && !isFinal(planner, object, state),
  )
  const roots = changed.filter(({ name }) => !canReplace(planner, name, state)).map(({ name }) => name)
  const rebuilt = withDependents(state, roots)
  const gone = leftovers(planner)
  const steps = [...objects.values()].flatMap((object) => {
    if (rebuilt.has(object.name)) return [rebuild(planner, object, state)]
    return changed.includes(object) ? [replace(planner, object)] : []
  })
  return [...steps, ...gone.map((name) => drop(planner, name, state, rebuilt.has(name)))]
}

function isFinal(
  { final }: Planner,
  { name }: DesiredRelation,
  state: ReadonlyMap<string, LiveRelation>,
): boolean {
  const [found, wanted] = [state.get(name), final.relations.get(name)]
  return (
    found !== undefined &&
    wanted !== undefined &&
    found.canonical === wanted.canonical &&
    sameColumns(found, wanted)
  )
}

const sameColumns = (a: LiveRelation, b: LiveRelation) =>
  a.columns.length === b.columns.length && isPrefix(a, b)

function isPrefix(a: LiveRelation, b: LiveRelation): boolean {
  return a.columns.every(
    ({ name, type }, index) => b.columns[index]?.name === name && b.columns[index]?.type === type,
  )
}

function canReplace({ final }: Planner, name: string, state: ReadonlyMap<string, LiveRelation>): boolean {
  const [found, wanted] = [state.get(name), final.relations.get(name)]
  return found === undefined || (wanted !== undefined && isPrefix(found, wanted))
}

function rebuild(
  planner: Planner,
  object: DesiredRelation,
  state: ReadonlyMap<string, LiveRelation>,
): PlanStep {
  const { name } = object
  const columns = (planner.final.relations.get(name)?.columns ?? []).map((column) => column.name)
  const lost = (state.get(name)?.columns ?? []).map((one) => one.name).filter((one) => !columns.includes(one))
  return step(planner, {
    object: name,
    kind: 'rebuild',
    phase: 'contract',
    statements: rebuildView(planner, name, queryOf(object), columns, state),
    hazards: [
      waits(name, 'contract'),
      ...droppedColumns(planner, name, lost),
      ...unmanagedDependents(planner, name),
    ],
    locks: [name],
  })
}

function droppedColumns(planner: Planner, name: string, lost: readonly string[]): Hazard[] {
  const readers = deployedReaders(planner, name, lost)
  if (readers.length === 0) return []
  const message = `drops ${lost.map((column) => `${name}.${column}`).join(', ')}, which ${readers.join(', ')} use until Grafana is deployed`
  return [{ kind: 'drops a column', message }]
}

function replace(planner: Planner, object: DesiredRelation): PlanStep {
  const { name } = object
  const live = planner.live.relations.get(name)
  const columns = (planner.final.relations.get(name)?.columns ?? []).map((column) => column.name)
  const comments = relationComments(object, live, columns, commentsFor(planner))
  return step(planner, {
    object: name,
    kind: 'replace',
    phase: 'contract',
    statements: [
      replaceView(planner, name, queryOf(object)),
      ...comments.map((comment) => inStage('comment', commentSql(comment))),
    ],
    hazards: [waits(name, 'contract')],
    locks: [name],
  })
}

function drop(
  planner: Planner,
  name: string,
  state: ReadonlyMap<string, LiveRelation>,
  early: boolean,
): PlanStep {
  const columns = (planner.live.relations.get(name)?.columns ?? []).map((column) => column.name)
  return step(planner, {
    object: name,
    kind: 'drop',
    phase: 'contract',
    statements: [dropView(name, state, early ? 'drop' : 'after')],
    hazards: [
      waits(name, 'contract'),
      ...droppedColumns(planner, name, columns),
      ...unmanagedDependents(planner, name),
    ],
    locks: [name],
  })
}
