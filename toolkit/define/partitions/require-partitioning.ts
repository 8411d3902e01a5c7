import type { ColumnShape } from '../columns/column.ts'
import { type DefinitionProblem, refuseIf } from '../refuse-definition.ts'
import { keptTime, partitionCount } from './kept-time.ts'
import type { PartitionBy } from './partition-by.ts'

interface Partitioned {
  readonly kind: string
  readonly name: string
  readonly partitionBy: PartitionBy | undefined
}

/** Postgres plans a query over all partitions, and takes a lock for each. */
const mostPartitions = 1000

const timeTypes = /^(?:date|timestamp(?:\(\d\))? with(?:out)? time zone)$/

/** The column by which a table is partitioned, as far as its definition says. */
export interface PartitionColumn {
  readonly shape: Pick<ColumnShape, 'type' | 'nullable' | 'primaryKey' | 'zone'> | undefined
  /** The keys of the table, each a list of columns. */
  readonly keys: readonly (readonly string[])[]
}

/**
 * A definition whose table can be partitioned as it says.
 *
 * @throws SightlineError naming what Postgres would refuse
 */
export function requirePartitioning<D extends Partitioned>(definition: D, column: PartitionColumn): D {
  const { partitionBy } = definition
  return refuseIf('invalid-partitioning', partitionBy && problemOf(partitionBy, column), definition)
}

function problemOf(
  { column, every, keep }: PartitionBy,
  { shape, keys }: PartitionColumn,
): DefinitionProblem | undefined {
  if (!shape || !timeTypes.test(shape.type) || (shape.nullable && !shape.primaryKey))
    return {
      what: 'is partitioned by a column that does not say when in every row',
      value: column,
      next: 'Name a column of timestamptz, timestamp or date that is not null.',
    }
  if (shape.type === 'date' && every === 'hour')
    return {
      what: 'is partitioned by the hour of a column that has only days',
      value: column,
      next: "Take every: 'day', or a column of timestamptz.",
    }
  const key = keys.find((columns) => !columns.includes(column))
  if (key)
    return {
      what: `has a key without the column ${column} by which it is partitioned, which Postgres cannot hold across partitions`,
      value: key.join(', '),
      next: `Add ${column} to the key: primaryKey: ['${[...key, column].join("', '")}'].`,
    }
  if (keep === 'forever') return undefined
  const time = keptTime(keep)
  if (!time)
    return {
      what: 'keeps its rows for a time that is none',
      value: keep,
      next: "Write a whole number and a unit, such as '90 days' or '2 years', or 'forever'.",
    }
  const count = partitionCount(time, every)
  if (count <= mostPartitions) return undefined
  return {
    what: `would have ${count} partitions, of which Postgres looks at each when it plans a query`,
    value: `every ${every}, keep ${keep}`,
    next: 'Make partitions longer, or keep rows for less time.',
  }
}
