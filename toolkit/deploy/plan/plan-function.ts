import { isRelation } from '../../kinds/desired-object.ts'
import type { DesiredFunction } from '../../kinds/function/desired-function.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { quoteLiteral } from '../../sql/identifier.ts'
import type { LiveFunction } from '../live/live-function.ts'
import { sqlName } from '../shadow/shadow-schemas.ts'
import { managedComment } from './managed-comment.ts'
import type { Hazard, Phase, PlanStep } from './plan-step.ts'
import { type Planner, step, unmanagedDependents } from './planner.ts'

/** Functions that storages call: they must be there before rows are stored. */
export function functionsOfStorages({ objects }: DesiredState): Set<string> {
  const byName = new Map(objects.map((object) => [object.name, object]))
  const stored = objects.filter(({ kind }) => kind === 'materialized view')
  const below = new Set(stored.flatMap(({ dependsOn }) => dependsOn))
  for (const name of below) {
    const object = byName.get(name)
    if (object && (object.kind === 'function' || isRelation(object)))
      for (const needed of object.dependsOn) below.add(needed)
  }
  return new Set([...below].filter((name) => byName.get(name)?.kind === 'function'))
}

/** The live function that a definition replaces: the one with its arguments. */
export function liveFunction({ live, final }: Planner, name: string): LiveFunction | undefined {
  const wanted = final.functions.get(name)
  return live.functions.find((one) => one.name === name && one.signature === wanted?.signature)
}

/** Creates or replaces a function; one whose result changes is dropped first. */
export function planFunction(planner: Planner, object: DesiredFunction, phase: Phase): PlanStep[] {
  const { name, create, description, hash } = object
  const { desired, records, options } = planner
  const wanted = planner.final.functions.get(name)
  const found = liveFunction(planner, name)
  if (!wanted || found?.canonical === wanted.canonical) return []
  const record = records.objects.find((one) => one.kind === 'function' && one.name === name)
  const byHand = record?.hash === hash && record.state === 'final'
  if (found && byHand && !options.repair) return []
  const isDropped = found !== undefined && found.result !== wanted.result
  const identity = `${sqlName(name)}(${wanted.arguments})`
  const comment = managedComment(description, desired.project, desired.version)
  return [
    step(planner, {
      object: name,
      kind: isDropped ? 'rebuild' : found ? 'replace' : 'add',
      phase,
      statements: [
        ...(isDropped
          ? [{ stage: 'drop' as const, sql: `drop function ${sqlName(name)}(${found.arguments})` }]
          : []),
        create,
        { stage: 'comment', sql: `comment on function ${identity} is ${quoteLiteral(comment)}` },
      ],
      hazards: isDropped ? [...unmanagedDependents(planner, name), ...storedUsers(planner, found)] : [],
    }),
  ]
}

/** What is stored cannot be dropped with the function it was computed by. */
function storedUsers({ live }: Planner, { name, usedBy }: LiveFunction): Hazard[] {
  return usedBy
    .filter((user) => live.relations.get(user)?.kind === 'materialized view')
    .map((user) => ({
      kind: 'refused',
      message: `the result of ${name} changes, and ${user} stores rows made with it: give the function a new name`,
    }))
}

/** Functions of ours that the release no longer has, or has with other arguments. */
export function planFunctionDrops(planner: Planner): PlanStep[] {
  const { live, final, desired, records } = planner
  const recorded = new Set(records.objects.filter(({ kind }) => kind === 'function').map(({ name }) => name))
  const isOurs = ({ comment }: LiveFunction) => comment?.includes(`\n\nsightline: ${desired.project} `)
  return live.functions
    .filter((one) => recorded.has(one.name) && isOurs(one))
    .filter(({ name, signature }) => final.functions.get(name)?.signature !== signature)
    .map((one) =>
      step(planner, {
        object: one.name,
        kind: 'drop',
        phase: 'contract',
        statements: [
          { stage: 'after', sql: `drop function ${sqlName(one.name)}(${one.arguments})`, depth: -1 },
        ],
        hazards: unmanagedDependents(planner, one.name),
      }),
    )
}
