import { defaultPartition } from '../define/partitions/partitions-sql.ts'
import { derivedName } from '../sql/derived-name.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { RelationName, relationName } from '../sql/relation-name.ts'
import type { PartitioningState } from './partitioning-state.ts'
import type { TableIndex } from './table-facts.ts'

/** The constraint that shows that the old table has no row of a later partition. */
export const boundConstraint = 'sightline_partition_bound'

/** The names of a table on its way. */
export function tableNames({ name, before }: Pick<PartitioningState, 'name' | 'before'>) {
  const table = relationName(name)
  return {
    table,
    /** The partitioned table, until it has the name of the old one. */
    fresh: table.with({ suffix: '__partitioned' }),
    before: new RelationName(table.schema, before),
    rest: relationName(defaultPartition(name)),
  }
}

/** The names of an index: that of the new table until it has its own, and that of the old one from then on. */
export function indexNames(schema: string, { name }: Pick<TableIndex, 'name'>) {
  const made = (suffix: string) => new RelationName(schema, derivedName(name, { suffix }))
  return {
    own: new RelationName(schema, name),
    fresh: made('__fresh'),
    old: made('__old'),
    other: made('__key'),
  }
}

/** A key that does not contain the column by which the table is partitioned. */
export const lacks = ({ columns }: TableIndex, column: string): boolean => !columns.includes(column)

export const columnList = (columns: readonly string[]): string => columns.map(quoteIdentifier).join(', ')
