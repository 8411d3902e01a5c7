import { deployedKind } from '../kinds/deployed-kinds.ts'
import type { PlanStep } from './plan-step.ts'
import type { Planner } from './planner.ts'

/** What is made before the expand phase, outside of its locks: schemas, tables, stored rows and indexes. */
export const planPrepare = (planner: Planner): PlanStep[] =>
  planner.desired.objects.flatMap((object) => deployedKind(object).prepare(planner, object))
