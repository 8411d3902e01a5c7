import type { DesiredIncrementalView } from '../../../kinds/incremental-view/desired-incremental-view.ts'
import { incrementalParts } from '../../../kinds/incremental-view/incremental-parts.ts'
import {
  fillStatements,
  keptStatements,
  repairStatements,
} from '../../../kinds/incremental-view/incremental-storage-sql.ts'
import { untriggered } from '../../live/live-host.ts'
import type { Hazard, PlanStep } from '../../plan/plan-step.ts'
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
  const common = { object: storage, phase: 'prepare', hazards: notingHazards(planner, object) } as const
  const made = !isThere
    ? [
        step(planner, {
          ...common,
          kind: 'add',
          statements: [...keptStatements(object, untriggered(live)), ...invokerGrants(planner, object)],
        }),
      ]
    : isWhole
      ? []
      : [
          step(planner, {
            ...common,
            kind: 'replace',
            statements: repairStatements(object, untriggered(live)),
          }),
        ]
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
  const found = keptDrift(
    { name: object.storage, canonical: keptRecordText(object, query, untriggered(live)) },
    live,
  )
  return found.filter(({ kind }) => options.repair || kind === 'missing')
}

/** Making a trigger waits for those who write, and lets nobody write meanwhile. */
function notingHazards({ live }: Planner, object: DesiredIncrementalView): Hazard[] {
  const without = untriggered(live)
  const sources = incrementalParts(object).logs.map(({ source }) => source)
  const noted = sources.filter((source) => !without.has(source) && !object.refreshes.includes(source))
  const waiting = `writers of ${noted.join(', ')} wait while triggers are made, at most as long as the lock timeout`
  return [
    ...(noted.length > 0 ? [{ kind: 'locks writers' as const, message: waiting }] : []),
    ...sources
      .filter((source) => without.has(source))
      .map((source) => ({
        kind: 'whole refresh' as const,
        message: `each refresh of ${object.name} works out all of its rows, for ${source} is a ${live.hosts.tables.get(source)?.kind} of Citus, which has no triggers; follow it by a column that says when a row changed`,
      })),
  ]
}
