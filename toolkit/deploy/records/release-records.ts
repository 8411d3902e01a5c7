import { type DesiredObject, isRelation } from '../../kinds/desired-object.ts'
import type { DesiredStoredView } from '../../kinds/materialized-view/desired-stored-view.ts'
import { quoteLiteral } from '../../sql/identifier.ts'
import { liveFunction } from '../plan/plan-function.ts'
import { canonicalOf, isLeftAlone, type Planner } from '../plan/planner.ts'
import { keptOptions } from '../plan/rebuild-view.ts'
import type { ObjectRecord } from './record.ts'
import { adopted, forgetObject, recordObject } from './records.ts'

/** The statements that remember every object as it is after the expand phase. */
export function expandRecords(planner: Planner, releaseId: number): string[] {
  return planner.desired.objects.flatMap((object) => {
    const final = finalRecord(planner, object)
    if (!final || object.kind === 'index') return []
    const form = isRelation(object) ? planner.expand?.forms.get(object.name) : undefined
    const expanded = form && planner.expand?.relations.get(object.name)
    if (!expanded || isLeftAlone(planner, object)) return keep(planner, final, releaseId)
    const options = keptOptions(planner, object.name)
    const canonical = canonicalOf({ canonical: expanded.canonical, options })
    const state = canonical === final.canonical ? 'final' : 'expanded'
    return [recordObject(planner.desired.project, releaseId, { ...final, canonical, state })]
  })
}

/** The statements that remember every object as a fresh build makes it, and forget those that are gone. */
export function contractRecords(planner: Planner, releaseId: number): string[] {
  const { desired, records } = planner
  const names = new Set(desired.objects.map(({ kind, name }) => `${recordKind(kind)} ${name}`))
  const kept = desired.objects.flatMap((object) => {
    const record = finalRecord(planner, object)
    const stored = object.kind === 'materialized view' ? [storageRecord(planner, object)] : []
    return [...(record ? [record] : []), ...stored].flatMap((one) => keep(planner, one, releaseId))
  })
  const schedules = desired.schedules.map(({ name, cron, command, active }): ObjectRecord => {
    const canonical = JSON.stringify([cron, command, active])
    return { kind: 'schedule', name, hash: canonical, canonical, state: 'final' }
  })
  const stale = records.objects.filter(({ kind, name }) => {
    if (kind === 'schedule') return !desired.schedules.some((one) => one.name === name)
    return !['storage', 'view copy', 'index'].includes(kind) && !names.has(`${kind} ${name}`)
  })
  return [
    ...kept,
    ...schedules.map((record) => recordObject(desired.project, releaseId, record)),
    ...stale.map((record) => leave(desired.project, releaseId, record)),
  ]
}

/** Tables keep their rows and schemas may have others in them: until the project is removed they are remembered. */
function leave(project: string, releaseId: number, record: ObjectRecord): string {
  const stays = (record.kind === 'table' || record.kind === 'schema') && record.canonical !== adopted
  return stays
    ? recordObject(project, releaseId, { ...record, state: 'left' })
    : forgetObject(project, record)
}

/** The statement that remembers what a prepare step made. */
export function prepareRecords(planner: Planner, releaseId: number, made: string): string[] {
  const { desired } = planner
  const object = desired.objects.find(
    (one) => one.name === made || (one.kind === 'materialized view' && one.storage === made),
  )
  if (!object) return []
  if (object.kind === 'materialized view') {
    return [recordObject(desired.project, releaseId, storageRecord(planner, object))]
  }
  const record = finalRecord(planner, object)
  return record ? [recordObject(desired.project, releaseId, record)] : []
}

function storageRecord({ final }: Planner, { storage, hash }: DesiredStoredView): ObjectRecord {
  const canonical = final.relations.get(storage)?.canonical ?? ''
  return { kind: 'storage', name: storage, hash, canonical, state: 'final' }
}

/** What is left alone keeps the text it was released with, so that its drift stays visible. */
function keep(planner: Planner, record: ObjectRecord, releaseId: number): string[] {
  const { desired, records, options } = planner
  const earlier = records.objects.find(({ kind, name }) => kind === record.kind && name === record.name)
  const untouched = !options.repair && earlier?.state === 'final' && earlier.hash === record.hash
  return [recordObject(desired.project, releaseId, untouched ? earlier : record)]
}

function recordKind(kind: DesiredObject['kind']): ObjectRecord['kind'] {
  return kind === 'materialized view' ? 'view' : kind
}

/** An object as a fresh build would have it; options given by hand stay. */
function finalRecord(planner: Planner, object: DesiredObject): ObjectRecord | undefined {
  const { final } = planner
  const { name, hash } = object
  const record = (canonical: string): ObjectRecord => ({
    kind: recordKind(object.kind),
    name,
    hash,
    canonical,
    state: 'final',
  })
  switch (object.kind) {
    case 'schema':
    case 'table':
      return record(originOf(planner, object.kind, name))
    case 'index':
      return record(final.indexes.get(name) ?? '')
    case 'function':
      return record(final.functions.get(name)?.canonical ?? liveFunction(planner, name)?.canonical ?? '')
    case 'view copy':
      return record(final.relations.get(name)?.canonical ?? '')
    case 'view':
    case 'materialized view': {
      const canonical = final.relations.get(name)?.canonical ?? ''
      return record(canonicalOf({ canonical, options: keptOptions(planner, name) }))
    }
  }
}

/** What was there before the first release is not ours to drop, whenever the project is removed. */
function originOf({ records, live }: Planner, kind: 'schema' | 'table', name: string): string {
  const earlier = records.objects.find((one) => one.kind === kind && one.name === name)
  if (earlier) return earlier.canonical
  const found = kind === 'schema' ? live.schemas.has(name) : live.relations.has(name)
  return found ? adopted : ''
}

/** The statement that puts a release into a later phase. */
export function setPhase(releaseId: number, phase: 'expanded' | 'done', reads?: unknown): string {
  const also = reads === undefined ? '' : `, reads = ${quoteLiteral(JSON.stringify(reads))}`
  return `update sightline.release set phase = ${quoteLiteral(phase)}${also} where id = ${releaseId}`
}
