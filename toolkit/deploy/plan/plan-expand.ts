import { isStored } from '../../kinds/desired-object.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import { replacedFunctions } from '../kinds/function/plan-function.ts'
import type { ReadColumn } from '../records/record.ts'
import { recordNamed } from '../records/records.ts'
import { commentSql } from './comment.ts'
import type { ExpandedForm } from './expanded-form.ts'
import { leftovers } from './leftovers.ts'
import { type ChangeKind, type Hazard, inStage, type PlanStep } from './plan-step.ts'
import {
  commentsFor,
  deployedReaders,
  isLeftAlone,
  type Planner,
  step,
  unmanagedDependents,
  waits,
} from './planner.ts'
import { hasItsOptions, rebuildView, replaceView } from './rebuild-view.ts'
import { relationComments } from './relation-comments.ts'
import { withDependents } from './relation-graph.ts'

/** The steps of the expand phase: everything that old readers do not notice. */
export function planExpand(planner: Planner): PlanStep[] {
  const { expand, live } = planner
  if (!expand) return []
  const objects = planner.relations
  const alone = new Set(
    [...objects.values()].filter((object) => isLeftAlone(planner, object)).map(({ name }) => name),
  )
  const roots = [...expand.forms]
    .filter(([name, { kind }]) => kind === 'rebuild' && !alone.has(name))
    .map(([name]) => name)
  const replaced = [...planner.final.functions.keys()].flatMap((name) => replacedFunctions(planner, name))
  const gone = new Set(leftovers(planner))
  const callers = replaced
    .flatMap(({ usedBy }) => usedBy)
    .filter((name) => objects.has(name) || gone.has(name))
  const rebuilt = withDependents(live.relations, [...roots, ...callers])
  const others = new Map(
    planner.desired.objects.filter(({ name }) => !objects.has(name)).map((object) => [object.name, object]),
  )
  return expand.order.flatMap((name) => {
    const other = others.get(name)
    if (other) return deployedKind(other).expand(planner, other)
    const form = expand.forms.get(name)
    const isRebuilt = rebuilt.has(name)
    if (!form)
      return isRebuilt && live.relations.get(name)?.type === 'view' ? [keepLeftover(planner, name)] : []
    if (isRebuilt) return [rebuild(planner, name, form)]
    if (alone.has(name) || (form.kind === 'same' && hasItsOptions(planner, name))) return []
    return [replace(planner, name, form)]
  })
}

function replace(planner: Planner, name: string, form: ExpandedForm): PlanStep {
  const object = planner.relations.get(name)
  const live = planner.live.relations.get(name)
  const columns = form.columns.map((column) => column.name)
  const comments = object ? relationComments(object, live, columns, commentsFor(planner)) : []
  return step(planner, {
    object: name,
    kind: kindOf(planner, name, form),
    phase: 'expand',
    statements: [
      replaceView(planner, name, form.query),
      ...comments.map((comment) => inStage('comment', commentSql(comment))),
    ],
    hazards: [
      ...(live ? [waits(name, 'expand')] : []),
      ...takenOver(planner, name),
      ...formHazards(planner, name, form),
    ],
    locks: live ? [name] : [],
  })
}

/** A materialized view whose storage is another one is swapped; what else happens to it comes first. */
function kindOf(planner: Planner, name: string, { kind }: ExpandedForm): ChangeKind {
  if (kind === 'same') return 'replace'
  const object = planner.relations.get(name)
  const previous = planner.live.relations.get(name)?.reads ?? []
  const isSwap = object !== undefined && isStored(object) && !previous.includes(object.storage)
  return kind === 'replace' && isSwap ? 'swap' : kind
}

function rebuild(planner: Planner, name: string, form: ExpandedForm): PlanStep {
  const columns = form.columns.map((column) => column.name)
  return step(planner, {
    object: name,
    kind: 'rebuild',
    phase: 'expand',
    statements: rebuildView(planner, name, form.query, columns),
    hazards: [
      waits(name, 'expand'),
      ...takenOver(planner, name),
      ...formHazards(planner, name, form),
      ...unmanagedDependents(planner, name),
    ],
    locks: [name],
  })
}

/** A view that the release no longer has stays until the contract phase. */
function keepLeftover(planner: Planner, name: string): PlanStep {
  const live = planner.live.relations.get(name)
  return step(planner, {
    object: name,
    kind: 'rebuild',
    phase: 'expand',
    statements: rebuildView(
      planner,
      name,
      live?.definition ?? '',
      (live?.columns ?? []).map((c) => c.name),
    ),
    hazards: [waits(name, 'expand'), ...unmanagedDependents(planner, name)],
    locks: [name],
  })
}

/** A view that no release made becomes ours, and another one. */
function takenOver({ live, records }: Planner, name: string): Hazard[] {
  if (!live.relations.has(name) || recordNamed(records, 'view', name)) return []
  const message = `${name} is there, and no release made it: it becomes the view of this project, and goes with it when that is removed`
  return [{ kind: 'takes over', message }]
}

function formHazards(planner: Planner, name: string, { retyped, nulled }: ExpandedForm): Hazard[] {
  const hazards: Hazard[] = []
  const final = planner.final.relations.get(name)?.columns ?? []
  const old = planner.live.relations.get(name)?.columns ?? []
  for (const column of retyped) {
    const [from, to] = [old, final].map((columns) => columns.find((one) => one.name === column)?.type)
    hazards.push({ kind: 'type change', message: `${name}.${column} changes from ${from} to ${to}` })
  }
  if (retyped.length > 0) hazards.push(...brokenPanels(planner, name))
  if (nulled.length > 0) {
    const readers = deployedReaders(planner, name, nulled)
    const whom = readers.length > 0 ? ` in ${readers.join(', ')}` : ''
    hazards.push({
      kind: 'grain change',
      message: `the rows of the old and the new ${name} cannot be matched: until the contract phase ${nulled.join(', ')} ${nulled.length === 1 ? 'is' : 'are'} null${whom}`,
    })
  }
  return hazards
}

/** Panels that work with one type of a column only, and so not before or not after the Grafana phase. */
function brokenPanels({ expand, final, records }: Planner, name: string): Hazard[] {
  const readsIt = (reads: readonly ReadColumn[], where: string) =>
    reads.some((read) => read.relation === name && read.where === where)
  const old = [...(expand?.brokenOld ?? [])].filter(([where]) => readsIt(records.current?.reads ?? [], where))
  const fresh = [...(expand?.brokenNew ?? [])].filter(([where]) => readsIt(final.queries.reads, where))
  return [
    ...old.map(([where, why]) => ({ where, why, when: 'until Grafana is deployed' })),
    ...fresh.map(([where, why]) => ({ where, why, when: 'until the contract phase' })),
  ].map(({ where, why, when }) => ({ kind: 'breaks a panel', message: `${where} fails ${when}: ${why}` }))
}
