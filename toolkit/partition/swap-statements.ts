import type { ClientBase } from 'pg'
import { partitionByText } from '../define/partitions/partitions-sql.ts'
import { quoteIdentifier, quoteLiteral } from '../sql/identifier.ts'
import type { RelationName } from '../sql/relation-name.ts'
import { boundLiteral } from './bound.ts'
import { type Carried, carriedStatements } from './carried.ts'
import { movedCounters } from './moved-counters.ts'
import { type PartitioningState, stageSql } from './partitioning-state.ts'
import type { TableFacts, TableIndex } from './table-facts.ts'
import { boundConstraint, columnList, indexNames, lacks, tableNames } from './table-names.ts'

/** One transaction: what takes no lock that readers wait for, the locks that they wait for, and what follows under these. */
export interface Swap {
  readonly before: readonly string[]
  readonly locks: readonly string[]
  readonly locked: readonly string[]
}

/** Puts a partitioned table in the place of a plain one, which becomes its first partition as it is. */
export async function swapStatements(
  client: ClientBase,
  state: PartitioningState,
  facts: TableFacts,
): Promise<Swap> {
  const { table, fresh, before, rest } = tableNames(state)
  const carry = (what: Carried, target: RelationName) =>
    carriedStatements(client, facts.oid, what, target.sql)
  const { column, bound } = state
  const type = facts.columns.find(({ name }) => name === column)?.type ?? ''
  const owner = (await carry('privileges', rest))[0] ?? ''
  const indexes = facts.indexes.filter((index) => index.name !== wideName(facts, table.schema))
  const counters = movedCounters(facts.counted, { from: table, to: fresh })
  return {
    before: [
      `create table ${fresh.sql} (like ${table.sql} including all excluding indexes excluding identity)${partitionByText({ column })}`,
      `alter table ${fresh.sql} drop constraint ${boundConstraint}`,
      ...(await carry('privileges', fresh)),
      ...(await carry('comment', fresh)),
      ...(await carry('row security', fresh)),
      ...(await carry('foreign keys', fresh)),
      `create table ${rest.sql} (like ${fresh.sql} including all)`,
      owner,
      `alter table ${fresh.sql} attach partition ${rest.sql} default`,
      ...indexes.flatMap((index) => freshIndex(index, fresh, column)),
    ],
    locks: [
      ...(await carry('views locked', table)),
      ...(await carry('referring tables locked', table)),
      `lock table only ${table.sql} in access exclusive mode`,
    ],
    locked: [
      ...(await carry('triggers off', table)),
      ...(await carry('foreign keys of others off', table)),
      ...counters.statements,
      ...indexes.flatMap((index) => oldIndex(index, table, column)),
      `alter table ${table.sql} rename to ${quoteIdentifier(before.name)}`,
      `alter table ${fresh.sql} rename to ${quoteIdentifier(table.name)}`,
      ...indexes.map((index) => {
        const names = indexNames(table.schema, index)
        return `alter index ${names.fresh.sql} rename to ${quoteIdentifier(index.name)}`
      }),
      `alter table ${table.sql} attach partition ${before.sql} for values from (minvalue) to (${boundLiteral(bound, type)})`,
      `alter table ${before.sql} drop constraint ${boundConstraint}`,
      ...counters.owned(table),
      ...(await carry('triggers on', table)),
      ...(await carry('views', table)),
      ...(await carry('foreign keys of others on', table)),
      ...(await carry('publications off', before)),
      ...(await carry('publications', table)),
      stageSql(state.name, 'partitioned'),
    ],
  }
}

/** The index that is built ahead for a key that gets the column. */
export const wideName = ({ indexes }: TableFacts, schema: string): string | undefined => {
  const key = indexes.find(({ isPrimary }) => isPrimary)
  return key && indexNames(schema, key).other.name
}

function freshIndex(index: TableIndex, fresh: RelationName, column: string): string[] {
  const name = indexNames(fresh.schema, index).fresh
  const { constraint, isPrimary, isUnique, columns, rest, comment } = index
  const wide =
    isPrimary && lacks(index, column) ? `primary key (${columnList([...columns, column])})` : constraint
  const made =
    wide === null
      ? `create ${isUnique ? 'unique ' : ''}index ${quoteIdentifier(name.name)} on ${fresh.sql}${rest}`
      : `alter table ${fresh.sql} add constraint ${quoteIdentifier(name.name)} ${wide}`
  return comment === null ? [made] : [made, `comment on index ${name.sql} is ${quoteLiteral(comment)}`]
}

/** The old index makes room for the name of the new one, and is attached to it by what it is. */
function oldIndex(index: TableIndex, table: RelationName, column: string): string[] {
  const { own, old, other } = indexNames(table.schema, index)
  if (!index.isPrimary || !lacks(index, column))
    return [`alter index ${own.sql} rename to ${quoteIdentifier(old.name)}`]
  return [
    `alter table ${table.sql} drop constraint ${quoteIdentifier(own.name)}`,
    `alter table ${table.sql} add constraint ${quoteIdentifier(old.name)} primary key using index ${quoteIdentifier(other.name)}`,
  ]
}
