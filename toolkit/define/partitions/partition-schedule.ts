import { sql } from 'kysely'
import { siteFrom } from '../../foundation/definition-site.ts'
import { derivedName } from '../../sql/derived-name.ts'
import type { Schedule } from '../schedule.ts'
import type { Source, Table } from '../source.ts'
import { type PartitionedTable, partitionsSql } from './partitions-sql.ts'

/** The job that keeps up the partitions of a table: it comes with the table. */
export function partitionSchedule(table: PartitionedTable): Schedule {
  const { name, partitionBy } = table
  const old = partitionBy.keep === 'forever' ? '' : `, and drops those older than ${partitionBy.keep}`
  return {
    kind: 'schedule',
    name: derivedName(name, { prefix: 'partitions of ' }),
    description: `Makes the partitions of ${name} ahead${old}.`,
    cron: '17 * * * *',
    command: sql.raw(partitionsSql(table, 'keep')),
    calls: undefined,
    partitions: table,
    active: true,
  }
}

const schedules = new WeakMap<Source | Table, Schedule>()

/** The job that comes with a table, always the same one; undefined for one that is not partitioned. */
export function scheduleOfTable(table: Source | Table): Schedule | undefined {
  const { name, partitionBy, columns } = table
  const shape = partitionBy && columns[partitionBy.column]?.shape
  if (!partitionBy || !shape) return undefined
  const known = schedules.get(table)
  if (known) return known
  const partitioned = { name, partitionBy, columnType: shape.type, zone: shape.zone ?? 'UTC' }
  const made = siteFrom(table, partitionSchedule(partitioned))
  schedules.set(table, made)
  return made
}
