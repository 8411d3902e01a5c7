import type { DesiredStoredView } from '../../kinds/materialized-view/desired-stored-view.ts'
import { storageStatements } from '../../kinds/materialized-view/storage-sql.ts'
import type { DesiredCopy } from '../../kinds/view-copy/desired-copy.ts'
import { replayAccess } from '../reader/access.ts'
import { sqlName } from '../shadow/shadow-schemas.ts'
import type { PlanStep } from './plan-step.ts'
import { type Planner, step, unmanagedDependents } from './planner.ts'
import { depthOf } from './relation-graph.ts'

/** Fills, indexes and analyses the rows of a materialized view beside those that people read. */
export function planStorage(planner: Planner, object: DesiredStoredView): PlanStep[] {
  const { name, storage, query } = object
  const { live } = planner
  const hazard = {
    kind: 'long build' as const,
    message: `the rows of ${name} are computed beside those in use`,
  }
  if (live.relations.has(storage)) {
    const inUse = live.relations.get(name)?.reads.includes(storage) ?? false
    if (inUse) return []
    const statements = [`refresh materialized view concurrently ${sqlName(storage)}`]
    return [
      step(planner, { object: storage, kind: 'replace', phase: 'prepare', statements, hazards: [hazard] }),
    ]
  }
  const statements = [...storageStatements(object, storage, query), ...invokerGrants(planner, object)]
  return [step(planner, { object: storage, kind: 'add', phase: 'prepare', statements, hazards: [hazard] })]
}

/** Where a view reads with the rights of its reader, who may read the old rows may read the new ones. */
function invokerGrants(planner: Planner, { name, storage }: DesiredStoredView): string[] {
  const { live, access, final } = planner
  const view = live.relations.get(name)
  const old = view?.reads.map((read) => access.get(read)).find((one) => one !== undefined)
  if (!old || !view?.options.some((option) => /^security_invoker=(true|on|1|yes)$/.test(option))) return []
  const columns = (final.relations.get(storage)?.columns ?? []).map((column) => column.name)
  return replayAccess(
    { ...old, name: storage, owner: live.user, triggers: [], rules: [], defaults: [] },
    columns,
    live.user,
  )
}

/** Creates the version of a view that a storage reads. */
export function planCopy(planner: Planner, { name, query }: DesiredCopy): PlanStep[] {
  if (planner.live.relations.has(name)) return []
  const statements = [`create or replace view ${sqlName(name)} as\n${query}`]
  return [step(planner, { object: name, kind: 'add', phase: 'prepare', statements })]
}

/** Storages and copies of earlier releases, once nothing reads them. */
export function planStorageDrops(planner: Planner): PlanStep[] {
  const { desired, records, live } = planner
  const wanted = new Set(
    desired.objects.map((object) => (object.kind === 'materialized view' ? object.storage : object.name)),
  )
  const gone = records.objects.filter(
    ({ kind, name }) => (kind === 'storage' || kind === 'view copy') && !wanted.has(name),
  )
  gone.sort((a, b) => depthOf(live.relations, b.name) - depthOf(live.relations, a.name))
  return gone.map(({ kind, name }) => {
    const type = kind === 'storage' ? 'materialized view' : 'view'
    return step(planner, {
      object: name,
      kind: 'drop',
      phase: 'finish',
      statements: [`drop ${type} if exists ${sqlName(name)}`],
      hazards: unmanagedDependents(planner, name),
      locks: live.relations.has(name) ? [name] : [],
    })
  })
}
