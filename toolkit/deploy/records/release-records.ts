import { type DesiredObject, isRelation } from '../../kinds/desired-object.ts'
import { objectKind } from '../../kinds/object-kinds.ts'
import { quoteLiteral } from '../../sql/identifier.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import { recordedKind } from '../kinds/recorded-kinds.ts'
import type { PlanStep } from '../plan/plan-step.ts'
import { isLeftAlone, type Planner } from '../plan/planner.ts'
import { heldOptions, optionsWhile } from '../plan/rebuild-view.ts'
import { canonicalOf } from '../plan/view-options.ts'
import type { ObjectRecord } from './record.ts'
import { adopted, forgetObject, recordNamed, recordObject } from './records.ts'

/** Chooses among what is remembered: everything, or what some steps are about. */
type Chosen = (record: ObjectRecord) => boolean

/** The statements that remember every object as it is after the expand phase. */
export function expandRecords(planner: Planner, releaseId: number, isChosen: Chosen = () => true): string[] {
  return planner.desired.objects.flatMap((object) => {
    const final = deployedKind(object).record(planner, object)
    if (recordedKind(final).isOutsidePhases || !isChosen(final)) return []
    const form = isRelation(object) ? planner.expand?.forms.get(object.name) : undefined
    const expanded = form && planner.expand?.relations.get(object.name)
    if (!expanded || isLeftAlone(planner, object)) return keep(planner, final, releaseId)
    const options = optionsWhile(planner, object.name, form.query)
    const held = heldOptions(planner, object.name, form.query)
    const canonical = canonicalOf({ canonical: expanded.canonical, options }, held)
    const state = canonical === final.canonical ? 'final' : 'expanded'
    return [recordObject(planner.desired.project, releaseId, { ...final, canonical, state })]
  })
}

/**
 * The statements that remember every object as a fresh build makes it, and forget those that are gone; what is dropped
 * later is remembered until then.
 */
export function contractRecords(
  planner: Planner,
  releaseId: number,
  later: readonly PlanStep[],
  isChosen: Chosen = () => true,
): string[] {
  const { desired, records } = planner
  const objects = desired.objects.flatMap((object) => recordsOf(planner, object))
  const schedules = desired.schedules.map(({ name, cron, command, active }): ObjectRecord => {
    const canonical = JSON.stringify([cron, command, active])
    return { kind: 'schedule', name, hash: canonical, canonical, state: 'final' }
  })
  const names = new Set([...objects, ...schedules].map(({ kind, name }) => `${kind} ${name}`))
  const stale = records.objects.filter(
    (record) =>
      !recordedKind(record).isOutsidePhases &&
      !later.some((one) => isOf(record, one)) &&
      !names.has(`${record.kind} ${record.name}`),
  )
  return [
    ...objects.filter(isChosen).flatMap((record) => keep(planner, record, releaseId)),
    ...schedules.filter(isChosen).map((record) => recordObject(desired.project, releaseId, record)),
    ...stale.filter(isChosen).map((record) => leave(desired.project, releaseId, record)),
  ]
}

/** Tables keep their rows and schemas may have others in them: until the project is removed they are remembered. */
function leave(project: string, releaseId: number, record: ObjectRecord): string {
  const stays = recordedKind(record).staysBehind && record.canonical !== adopted
  return stays
    ? recordObject(project, releaseId, { ...record, state: 'left' })
    : forgetObject(project, record)
}

/** Whether a step is about what a record remembers. */
export const isOf = (record: ObjectRecord, { space, object }: PlanStep): boolean =>
  record.name === object && recordedKind(record).space === space

/** The statement that remembers what a prepare step made, or that it has begun to. */
export function prepareRecords(
  planner: Planner,
  releaseId: number,
  made: PlanStep,
  state: 'prepared' | 'final' = 'final',
): string[] {
  const { desired } = planner
  const isMade = (object: DesiredObject) =>
    object.name === made.object ||
    objectKind(object)
      .relations(object)
      .some(({ name }) => name === made.object)
  const record = desired.objects
    .filter(isMade)
    .flatMap((object) => recordsOf(planner, object))
    .find((one) => isOf(one, made))
  return record ? [recordObject(desired.project, releaseId, { ...record, state })] : []
}

/** What is remembered of an object, and of what it keeps beside itself. */
function recordsOf(planner: Planner, object: DesiredObject): ObjectRecord[] {
  const kind = deployedKind(object)
  const prepared = kind.prepared?.(planner, object)
  return [kind.record(planner, object), ...(prepared ? [prepared] : [])]
}

/** What is left alone keeps the text it was released with, so that its drift stays visible. */
function keep({ desired, records, options }: Planner, record: ObjectRecord, releaseId: number): string[] {
  const earlier = recordNamed(records, record.kind, record.name)
  const untouched = !options.repair && earlier?.state === 'final' && earlier.hash === record.hash
  return [recordObject(desired.project, releaseId, untouched ? earlier : record)]
}

/** The statement that puts a release into a later phase. */
export function setPhase(releaseId: number, phase: 'expanded' | 'done', reads?: unknown): string {
  const also = reads === undefined ? '' : `, reads = ${quoteLiteral(JSON.stringify(reads))}`
  return `update sightline.release set phase = ${quoteLiteral(phase)}${also} where id = ${releaseId}`
}
