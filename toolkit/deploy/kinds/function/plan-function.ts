import type { DesiredFunction } from '../../../kinds/function/desired-function.ts'
import { mentionedNames } from '../../../sql/mentioned-names.ts'
import { relationName } from '../../../sql/relation-name.ts'
import type { LiveFunction } from '../../live/live-function.ts'
import { commentSql, managedComment } from '../../plan/comment.ts'
import { leftovers } from '../../plan/leftovers.ts'
import { type Hazard, inStage, type PlanStep } from '../../plan/plan-step.ts'
import { commentsFor, type Planner, step, unmanagedDependents } from '../../plan/planner.ts'
import { recordNamed } from '../../records/records.ts'
import { leavingIndexes } from '../index/plan-index.ts'

/** The live function that a definition replaces: the one with its arguments. */
export function liveFunction({ live, final }: Planner, name: string): LiveFunction | undefined {
  const wanted = final.functions.get(name)
  return live.functions.find((one) => one.name === name && one.signature === wanted?.signature)
}

/** What a COMMENT on a function is on. */
export const functionTarget = ({ name, arguments: list }: Pick<LiveFunction, 'name' | 'arguments'>) => ({
  type: 'function' as const,
  name: `${relationName(name).sql}(${list})`,
})

/**
 * The live functions that cannot stay beside a definition: those with its arguments and another result or
 * more of them that may be left out, and those of
 * ours with other arguments which something uses, and would go on using, or beside which calls would be ambiguous.
 */
export function replacedFunctions(planner: Planner, name: string): LiveFunction[] {
  const { live, final, dependents } = planner
  const wanted = final.functions.get(name)
  if (!wanted) return []
  const isUsed = ({ signature }: LiveFunction) =>
    dependents.some((one) => one.on === name && one.signature === signature)
  return live.functions.filter((one) => {
    if (one.name !== name) return false
    if (one.signature === wanted.signature)
      return one.result !== wanted.result || one.defaults > wanted.defaults
    return isOurs(planner, one) && (isUsed(one) || one.isFlexible || wanted.isFlexible)
  })
}

/** Creates or replaces a function; what cannot stay beside it is dropped first, and the views that call that with it. */
export function planFunction(
  planner: Planner,
  object: DesiredFunction,
  phase: 'prepare' | 'expand',
): PlanStep[] {
  const { kind, name, create, description, hash } = object
  const { desired, records, options } = planner
  const wanted = planner.final.functions.get(name)
  const found = liveFunction(planner, name)
  if (!wanted || found?.canonical === wanted.canonical) return []
  const record = recordNamed(records, kind, name)
  const byHand = record?.hash === hash && record.state === 'final'
  if (found && byHand && !options.repair) return []
  const dropped = replacedFunctions(planner, name)
  const text = managedComment(description, desired.project, desired.version)
  const comment = { on: functionTarget(wanted), column: undefined, text, found: null, isNew: true }
  return [
    step(planner, {
      object: name,
      kind: dropped.length > 0 ? 'rebuild' : found ? 'replace' : 'add',
      phase,
      statements: [
        ...dropped.map((one) => inStage('drop', dropFunction(one))),
        create,
        inStage('comment', commentSql(comment)),
      ],
      hazards: [
        ...(record === undefined && found ? takenOver(planner, found) : []),
        ...dropped.flatMap((one) => [
          ...unmanagedDependents(planner, name, one.signature),
          ...keptUsers(planner, one, phase),
        ]),
        ...(dropped.length > 0 ? brokenCallers(planner, name) : []),
      ],
    }),
  ]
}

/** A function that no release made, nor one that was broken off, becomes ours, and another one. */
function takenOver({ desired }: Planner, { name, signature, comment }: LiveFunction): Hazard[] {
  if (comment?.includes(`sightline: ${desired.project} `)) return []
  const message = `the function ${name}(${signature}) is there, and no release made it: it becomes that of this project, and goes with it when that is removed`
  return [{ kind: 'takes over', message }]
}

const dropFunction = (one: LiveFunction) => `drop function ${functionTarget(one).name}`

/** Panels that call it themselves, and fail with what takes its place. */
function brokenCallers({ expand, records }: Planner, name: string): Hazard[] {
  const queries = records.current?.desired.queries ?? []
  return queries
    .filter(({ where, sql }) => expand?.brokenOld.has(where) && mentionedNames(sql).functions.has(name))
    .map(({ where }) => ({
      kind: 'breaks a panel',
      message: `${where} fails until Grafana is deployed: ${expand?.brokenOld.get(where)}`,
    }))
}

/** What is stored cannot be dropped with the function it was computed by, nor can views before rows are stored. */
function keptUsers(planner: Planner, { name, usedBy }: LiveFunction, phase: 'prepare' | 'expand'): Hazard[] {
  return usedBy
    .filter((user) => phase === 'prepare' || outlivesPhases(planner, user))
    .map((user) => ({
      kind: 'refused',
      message: outlivesPhases(planner, user)
        ? `the result or the parameters of ${name} change, and ${user} stores rows made with it: give the function a new name`
        : `the result or the parameters of ${name} change, which ${user} calls and stored rows will be made with: give the function a new name`,
    }))
}

/** Stored rows, their queries and the copies of views that they read are dropped after the phases. */
function outlivesPhases(planner: Planner, user: string): boolean {
  if (planner.sources.has(user) || !planner.live.relations.has(user)) return false
  return !planner.relations.has(user) && !leftovers(planner).includes(user)
}

/** Functions of ours that the release no longer has, or has with other arguments. */
export function planFunctionDrops(planner: Planner): PlanStep[] {
  const { live, final } = planner
  return live.functions
    .filter(({ name, signature }) => final.functions.get(name)?.signature !== signature)
    .filter((one) => isOurs(planner, one))
    .filter((one) => !planner.expand || !replacedFunctions(planner, one.name).includes(one))
    .map((one) =>
      step(planner, {
        object: one.name,
        kind: 'drop',
        phase: isStoredWith(planner, one) || isIndexedBy(planner, one) ? 'finish' : 'contract',
        statements: [inStage('after', dropFunction(one), -1)],
        hazards: unmanagedDependents(planner, one.name, one.signature, leavingIndexes(planner)),
      }),
    )
}

/** What they call goes after them. */
const isStoredWith = (planner: Planner, { usedBy }: LiveFunction): boolean =>
  usedBy.some((user) => outlivesPhases(planner, user))

/** Indexes are dropped after the phases, too. */
function isIndexedBy(planner: Planner, { name, signature }: LiveFunction): boolean {
  const leaving = leavingIndexes(planner)
  return planner.dependents.some(
    ({ on, signature: called, index }) =>
      on === name && called === signature && index !== null && leaving.has(index),
  )
}

/** Others may have functions of the same name and with other arguments: ours are as they were recorded, or described. */
function isOurs(planner: Planner, { name, canonical, comment }: LiveFunction): boolean {
  const record = recordNamed(planner.records, 'function', name)
  if (!record) return false
  return (
    record.canonical === canonical ||
    commentsFor(planner).earlier.some(({ project, version, objects }) =>
      objects.some(
        (one) => one.name === name && managedComment(one.description, project, version) === comment,
      ),
    )
  )
}
