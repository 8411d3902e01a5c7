import type { DesiredIncrementalView } from '../../../kinds/incremental-view/desired-incremental-view.ts'
import { incrementalParts } from '../../../kinds/incremental-view/incremental-parts.ts'
import {
  fillStatements,
  keptStatements,
  repairStatements,
} from '../../../kinds/incremental-view/incremental-storage-sql.ts'
import type { PlanStep } from '../../plan/plan-step.ts'
import { type Planner, step } from '../../plan/planner.ts'
import { invokerGrants } from '../materialized-view/plan-storage.ts'
import { keptRecordText } from './kept-record.ts'
import { keptDrift } from './recorded-kept.ts'

/** Makes the triggers and the table, and fills it once every change that is not in it is noted. */
export function planKept(planner: Planner, object: DesiredIncrementalView): PlanStep[] {
  const { name, storage } = object
  const { live } = planner
  const isThere = live.relations.has(storage)
  const isInUse = isThere && live.relations.get(name)?.reads.includes(storage)
  const isWhole = isThere && differences(planner, object).length === 0
  if (isInUse && isWhole) return []
  const common = { object: storage, phase: 'prepare', hazards: notingHazards(object) } as const
  const made = !isThere
    ? [
        step(planner, {
          ...common,
          kind: 'add',
          statements: [...keptStatements(object), ...invokerGrants(planner, object)],
        }),
      ]
    : isWhole
      ? []
      : [step(planner, { ...common, kind: 'replace', statements: repairStatements(object) })]
  const fill = step(planner, {
    object: storage,
    kind: 'fill',
    phase: 'prepare',
    statements: fillStatements(object),
    hazards: [{ kind: 'long build', message: `the rows of ${name} are computed beside those in use` }],
  })
  return [...made, fill]
}

/** What is not as it was made; what was changed by hand is left alone unless it is repaired. */
function differences({ live, final, options }: Planner, object: DesiredIncrementalView) {
  const query = final.relations.get(incrementalParts(object).query.written)?.canonical ?? ''
  const found = keptDrift({ name: object.storage, canonical: keptRecordText(object, query) }, live)
  return found.filter(({ kind }) => options.repair || kind === 'missing')
}

/** Making a trigger waits for those who write, and lets nobody write meanwhile. */
function notingHazards(object: DesiredIncrementalView): PlanStep['hazards'] {
  const sources = incrementalParts(object).logs.map(({ source }) => source)
  if (sources.length === 0) return []
  const message = `writers of ${sources.join(', ')} wait while triggers are made, at most as long as the lock timeout`
  return [{ kind: 'locks writers', message }]
}
