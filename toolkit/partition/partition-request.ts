import type { PartitionBy } from '../define/partitions/partition-by.ts'
import { requirePartitioning } from '../define/partitions/require-partitioning.ts'
import type { Source, Table } from '../define/source.ts'
import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'

/** A table that is to be partitioned, and how. */
export interface PartitionRequest extends PartitionBy {
  readonly name: string
  readonly zone: string
  /** Whether a primary key without the column may get it. */
  readonly widenKey: boolean
}

/** How a table is to be partitioned: as its definition says, or as it is asked for. */
export function partitionRequest(
  table: Source | Table,
  asked: Partial<PartitionBy> & { readonly widenKey: boolean },
): PartitionRequest {
  const defined = table.partitionBy
  const eventTime = 'eventTime' in table ? table.eventTime : undefined
  const column = asked.column ?? defined?.column ?? eventTime
  if (column === undefined) {
    const where = describeSite(table)
    throw new SightlineError({
      code: 'incomplete-options',
      what: `Nothing says by which column ${table.name} is to be partitioned.`,
      value: table.name,
      ...(where === undefined ? {} : { where }),
      next: 'Name one with --by, or give the source an eventTime.',
    })
  }
  const every = asked.every ?? defined?.every ?? 'month'
  const keep = asked.keep ?? defined?.keep ?? 'forever'
  const shape = table.columns[column]?.shape
  const partitionBy = { column, every, keep }
  requirePartitioning({ kind: table.kind, name: table.name, partitionBy }, { shape, keys: [] })
  return { name: table.name, ...partitionBy, zone: shape?.zone ?? 'UTC', widenKey: asked.widenKey }
}
