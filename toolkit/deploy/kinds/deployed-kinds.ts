import type { DesiredByKind, DesiredOf, ObjectKindName } from '../../kinds/desired-object.ts'
import type { PlanStep } from '../plan/plan-step.ts'
import type { Planner } from '../plan/planner.ts'
import type { DeployedKind } from './deployed-kind.ts'
import { functionKind } from './function/function-kind.ts'
import { incrementalViewKind } from './incremental-view/incremental-view-kind.ts'
import { indexKind } from './index/index-kind.ts'
import { materializedViewKind } from './materialized-view/materialized-view-kind.ts'
import { rollupKind } from './rollup/rollup-kind.ts'
import { schemaKind } from './schema/schema-kind.ts'
import { tableKind } from './table/table-kind.ts'
import { viewKind } from './view/view-kind.ts'
import { viewCopyKind } from './view-copy/view-copy-kind.ts'

const kinds: { readonly [K in ObjectKindName]: DeployedKind<DesiredByKind[K]> } = {
  schema: schemaKind,
  view: viewKind,
  'view copy': viewCopyKind,
  table: tableKind,
  rollup: rollupKind,
  'materialized view': materializedViewKind,
  'incremental view': incrementalViewKind,
  index: indexKind,
  function: functionKind,
}

/** How an object gets into a database. */
export function deployedKind<K extends ObjectKindName>(object: DesiredOf<K>): DeployedKind<DesiredByKind[K]> {
  return kinds[object.kind]
}

/** What is done about everything that a release no longer has, kind by kind in the order of the list above. */
export const planDrops = (planner: Planner): PlanStep[] =>
  Object.values(kinds).flatMap(({ drops }) => drops(planner))
