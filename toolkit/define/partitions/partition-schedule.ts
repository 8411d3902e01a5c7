import { sql } from 'kysely'
import { derivedName } from '../../sql/derived-name.ts'
import type { Schedule } from '../schedule.ts'
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
