import type { ClientBase } from 'pg'
import type { KeptFor, PartitionSpan } from '../define/partitions/partition-by.ts'
import { quoteLiteral } from '../sql/identifier.ts'

/** A table that is on its way, as the database remembers it. */
export interface PartitioningState {
  readonly name: string
  readonly column: string
  readonly every: PartitionSpan
  readonly keep: KeptFor
  /** Whether the primary key gets the column. */
  readonly widened: boolean
  /** What the old table is called once it is a partition. */
  readonly before: string
  /** Rows before this moment stay where they are, by the clock of the column. */
  readonly bound: string
  readonly stage: 'begun' | 'partitioned' | 'done'
}

/** What is remembered of a table; undefined where nothing is, or nothing can be. */
export async function readPartitioning(
  client: ClientBase,
  name: string,
): Promise<PartitioningState | undefined> {
  const { rows: known } = await client.query<{ there: boolean }>(
    `select to_regclass('sightline.partitioning') is not null as there`,
  )
  if (!known[0]?.there) return undefined
  const { rows } = await client.query<PartitioningState>(
    `select name, column_name as "column", every, keep, widened, before_name as before,
       to_char(bound, 'YYYY-MM-DD HH24:MI:SS') as bound, stage
     from sightline.partitioning where name = $1`,
    [name],
  )
  return rows[0]
}

/** Remembers that a table is on its way. */
export async function beginPartitioning(client: ClientBase, state: PartitioningState): Promise<void> {
  const { name, column, every, keep, widened, before, bound } = state
  await client.query(
    `insert into sightline.partitioning (name, column_name, every, keep, widened, before_name, bound, stage)
     values ($1, $2, $3, $4, $5, $6, $7, 'begun')`,
    [name, column, every, keep, widened, before, bound],
  )
}

/** The statement that remembers how far a table has come; it goes with what it is about. */
export const stageSql = (name: string, stage: PartitioningState['stage']): string =>
  `update sightline.partitioning set stage = '${stage}' where name = ${quoteLiteral(name)}`

/** The statement that forgets a table. */
export const forgetSql = (name: string): string =>
  `delete from sightline.partitioning where name = ${quoteLiteral(name)}`
