import type { DesiredFunction } from '../../../kinds/function/desired-function.ts'
import type { LiveFunction } from '../../live/live-function.ts'
import { commentSql, managedComment } from '../../plan/comment.ts'
import { leftovers } from '../../plan/leftovers.ts'
import { type Hazard, inStage, type Phase, type PlanStep } from '../../plan/plan-step.ts'
import { commentsFor, desiredRelations, type Planner, step, unmanagedDependents } from '../../plan/planner.ts'
import { recordNamed } from '../../records/records.ts'
import { sqlName } from '../../shadow/shadow-schemas.ts'

/** The live function that a definition replaces: the one with its arguments. */
export function liveFunction({ live, final }: Planner, name: string): LiveFunction | undefined {
  const wanted = final.functions.get(name)
  return live.functions.find((one) => one.name === name && one.signature === wanted?.signature)
}

/** What a COMMENT on a function is on. */
export const functionTarget = ({ name, arguments: list }: Pick<LiveFunction, 'name' | 'arguments'>) => ({
  type: 'function' as const,
  name: `${sqlName(name)}(${list})`,
})

/** Creates or replaces a function; one whose result changes is dropped first. */
export function planFunction(planner: Planner, object: DesiredFunction, phase: Phase): PlanStep[] {
  const { kind, name, create, description, hash } = object
  const { desired, records, options } = planner
  const wanted = planner.final.functions.get(name)
  const found = liveFunction(planner, name)
  if (!wanted || found?.canonical === wanted.canonical) return []
  const record = recordNamed(records, kind, name)
  const byHand = record?.hash === hash && record.state === 'final'
  if (found && byHand && !options.repair) return []
  const isDropped = found !== undefined && found.result !== wanted.result
  const text = managedComment(description, desired.project, desired.version)
  const comment = { on: functionTarget(wanted), column: undefined, text, found: null, isNew: true }
  return [
    step(planner, {
      object: name,
      kind: isDropped ? 'rebuild' : found ? 'replace' : 'add',
      phase,
      statements: [
        ...(isDropped ? [inStage('drop', dropFunction(found))] : []),
        create,
        inStage('comment', commentSql(comment)),
      ],
      hazards: isDropped ? [...unmanagedDependents(planner, name), ...storedUsers(planner, found)] : [],
    }),
  ]
}

const dropFunction = (one: LiveFunction) => `drop function ${functionTarget(one).name}`

/** What is stored cannot be dropped with the function it was computed by. */
function storedUsers({ live }: Planner, { name, usedBy }: LiveFunction): Hazard[] {
  return usedBy
    .filter((user) => live.relations.get(user)?.type === 'materialized view')
    .map((user) => ({
      kind: 'refused',
      message: `the result of ${name} changes, and ${user} stores rows made with it: give the function a new name`,
    }))
}

/** Functions of ours that the release no longer has, or has with other arguments. */
export function planFunctionDrops(planner: Planner): PlanStep[] {
  const { live, final } = planner
  return live.functions
    .filter(({ name, signature }) => final.functions.get(name)?.signature !== signature)
    .filter((one) => isOurs(planner, one))
    .map((one) =>
      step(planner, {
        object: one.name,
        kind: 'drop',
        phase: isStoredWith(planner, one) ? 'finish' : 'contract',
        statements: [inStage('after', dropFunction(one), -1)],
        hazards: unmanagedDependents(planner, one.name),
      }),
    )
}

/** Stored rows, and the copies of views that they read, are dropped after the phases: what they call goes after them. */
function isStoredWith(planner: Planner, { usedBy }: LiveFunction): boolean {
  const inPhases = new Set([...desiredRelations(planner).keys(), ...leftovers(planner)])
  const ours = new Set(planner.records.objects.map(({ name }) => name))
  return usedBy.some((user) => ours.has(user) && !inPhases.has(user))
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
