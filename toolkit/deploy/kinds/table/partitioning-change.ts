import { keptHours } from '../../../define/partitions/kept-time.ts'
import { type OwnTable, partitionStatements } from '../../../kinds/table/own-table.ts'
import type { LiveRelation } from '../../live/live-relation.ts'
import { earlierRelation } from '../../plan/comment.ts'
import type { Hazard } from '../../plan/plan-step.ts'
import { commentsFor, type Planner } from '../../plan/planner.ts'
import { type ColumnChange, nothing, refuse } from './column-change.ts'

/** Makes the partitions that a table lacks by its definition; what is not partitioned so becomes it in another way. */
export function partitioningChange(planner: Planner, object: OwnTable, live: LiveRelation): ColumnChange {
  const { name, partitionBy } = object
  const wanted = planner.final.relations.get(name)?.partitionKey ?? null
  const earlier = earlierRelation(commentsFor(planner), name)
  const before = earlier && 'primaryKey' in earlier ? earlier.partitionBy : undefined
  if (!partitionBy || wanted === null) {
    if (live.partitionKey === null || !before) return nothing
    const message = `${name} stays partitioned, and nothing makes or drops its partitions any more`
    return { statements: [], hazards: [{ kind: 'keeps rows', message }] }
  }
  if (live.partitionKey === null)
    return refuse(
      `${name} is a plain table and is defined to be partitioned: sightline partition ${name} makes it so while people use it`,
    )
  if (live.partitionKey !== wanted)
    return refuse(
      `${name} is partitioned by ${live.partitionKey} and is defined by ${wanted}: give it a new name`,
    )
  const isSame =
    before?.every === partitionBy.every && before.keep === partitionBy.keep && live.hasDefaultPartition
  if (isSame) return nothing
  return { statements: partitionStatements(object), hazards: losses(name, before?.keep, partitionBy.keep) }
}

/** The schedule drops what is no longer kept; nothing brings it back. */
function losses(name: string, before: string | undefined, after: string): Hazard[] {
  if (before === undefined || keptHours(after) >= keptHours(before)) return []
  const message = `rows of ${name} that are older than ${after} go with their partitions within the hour; they were kept for ${before}`
  return [{ kind: 'drops rows', message }]
}
