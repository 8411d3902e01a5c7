import type { DesiredStoredView } from '../../../kinds/materialized-view/desired-stored-view.ts'
import { storageStatements } from '../../../kinds/materialized-view/storage-sql.ts'
import { relationName } from '../../../sql/relation-name.ts'
import { isSecurityInvoker } from '../../../sql/security-invoker.ts'
import type { PlanStep } from '../../plan/plan-step.ts'
import { type Planner, step } from '../../plan/planner.ts'
import { replayAccess } from '../../reader/access.ts'

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
    const statements = [`refresh materialized view concurrently ${relationName(storage).sql}`]
    return [
      step(planner, { object: storage, kind: 'replace', phase: 'prepare', statements, hazards: [hazard] }),
    ]
  }
  const statements = [...storageStatements(object, storage, query), ...invokerGrants(planner, object)]
  return [step(planner, { object: storage, kind: 'add', phase: 'prepare', statements, hazards: [hazard] })]
}

/** Where a view reads with the rights of its reader, who may read the old rows may read the new ones. */
export function invokerGrants(
  planner: Planner,
  { name, storage }: Pick<DesiredStoredView, 'name' | 'storage'>,
): string[] {
  const { live, access, final } = planner
  const view = live.relations.get(name)
  const old = view?.reads.map((read) => access.get(read)).find((one) => one !== undefined)
  if (!old || !isSecurityInvoker(view?.options ?? [])) return []
  const columns = (final.relations.get(storage)?.columns ?? []).map((column) => column.name)
  return replayAccess(
    { ...old, name: storage, owner: live.user, triggers: [], rules: [], defaults: [] },
    columns,
    live.user,
  )
}
