import type { DesiredObject } from '../../kinds/desired-object.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { functionsOfStorages, planFunction } from './plan-function.ts'
import { planIndex } from './plan-index.ts'
import type { PlanStep } from './plan-step.ts'
import { planCopy, planStorage } from './plan-storage.ts'
import { planTable } from './plan-table.ts'
import { type Planner, step } from './planner.ts'

/** What is made before the expand phase, outside of its locks: schemas, tables, stored rows and indexes. */
export function planPrepare(planner: Planner): PlanStep[] {
  const early = functionsOfStorages(planner.desired)
  return planner.desired.objects.flatMap((object) => prepareObject(planner, object, early))
}

function prepareObject(planner: Planner, object: DesiredObject, early: ReadonlySet<string>): PlanStep[] {
  switch (object.kind) {
    case 'schema': {
      if (planner.live.schemas.has(object.name)) return []
      const statements = [`create schema if not exists ${quoteIdentifier(object.name)}`]
      return [step(planner, { object: object.name, kind: 'add', phase: 'prepare', statements })]
    }
    case 'table':
      return planTable(planner, object)
    case 'index':
      return planIndex(planner, object)
    case 'view copy':
      return planCopy(planner, object)
    case 'materialized view':
      return planStorage(planner, object)
    case 'function':
      return early.has(object.name) ? planFunction(planner, object, 'prepare') : []
    case 'view':
      return []
  }
}
