import type { ClientBase } from 'pg'
import { quoteIdentifier } from '../sql/identifier.ts'
import type { RelationName } from '../sql/relation-name.ts'
import { boundLiteral } from './bound.ts'
import { type Carried, carriedStatements } from './carried.ts'
import { movedCounters } from './moved-counters.ts'
import { forgetSql, type PartitioningState } from './partitioning-state.ts'
import { type PartitionPlan, type PartitionStep, requireTable } from './plan-partitioning.ts'
import type { Swap } from './swap-statements.ts'
import { readTableFacts, type TableFacts } from './table-facts.ts'
import { boundConstraint, columnList, indexNames, tableNames } from './table-names.ts'

/** Works out how a table becomes plain again, from wherever it is on its way. */
export async function planUndo(client: ClientBase, state: PartitioningState): Promise<PartitionPlan> {
  return state.stage === 'begun' ? planGivingUp(client, state) : planWayBack(client, state)
}

async function planGivingUp(client: ClientBase, state: PartitioningState): Promise<PartitionPlan> {
  const facts = await requireTable(client, state.name)
  const { table } = tableNames(state)
  const key = facts.indexes.find(({ isPrimary }) => isPrimary)
  const wide = key && indexNames(table.schema, key).other
  const steps: PartitionStep[] = [
    {
      step: 'drop the key with the column',
      statements: wide && state.widened ? [`drop index concurrently if exists ${wide.sql}`] : [],
      waits: 'nobody',
      isSwap: false,
      isDone: false,
    },
    {
      step: 'forget what rows would have been',
      statements: [
        `alter table ${table.sql} drop constraint if exists ${boundConstraint}`,
        forgetSql(state.name),
      ],
      waits: 'everybody for a moment',
      isSwap: false,
      isDone: false,
    },
  ]
  return { state, steps: steps.filter(({ statements }) => statements.length > 0), notes: [] }
}

async function planWayBack(client: ClientBase, state: PartitioningState): Promise<PartitionPlan> {
  const facts = await requireTable(client, state.name)
  const { table, before } = tableNames(state)
  const key = facts.indexes.find(({ isPrimary }) => isPrimary)
  const old = await readTableFacts(client, before.written)
  const narrow = key && indexNames(table.schema, key).other
  const own = key?.columns.filter((column) => column !== state.column) ?? []
  const { before: prepared, locks, locked } = await wayBackStatements(client, state, facts)
  const type = facts.columns.find(({ name }) => name === state.column)?.type ?? ''
  const { rows } = await client.query<{ later: string }>(
    `select count(*)::text as later from ${table.sql} where ${quoteIdentifier(state.column)} >= ${boundLiteral(state.bound, type)}`,
  )
  const steps: PartitionStep[] = [
    {
      step: 'build the key without the column',
      statements:
        narrow && state.widened
          ? [
              `drop index concurrently if exists ${narrow.sql}`,
              `create unique index concurrently ${quoteIdentifier(narrow.name)} on ${before.sql} (${columnList(own)})`,
            ]
          : [],
      waits: 'nobody',
      isSwap: false,
      isDone: old?.indexes.some(({ name }) => name === narrow?.name) ?? false,
    },
    {
      step: 'put the plain table back in its place',
      statements: [...prepared, ...locks, ...locked],
      waits: 'everybody for a moment',
      isSwap: true,
      isDone: false,
    },
  ]
  const later = Number(rows[0]?.later)
  const notes = later > 0 ? [`${later} rows of later partitions are copied back while everybody waits`] : []
  return { state, steps: steps.filter(({ statements }) => statements.length > 0), notes }
}

/** Takes the old table out of the partitioned one, with the rows of the other partitions, and puts it in its place. */
export async function wayBackStatements(
  client: ClientBase,
  state: PartitioningState,
  facts: TableFacts,
): Promise<Swap> {
  const { table, fresh, before } = tableNames(state)
  const carry = (what: Carried, target: RelationName) =>
    carriedStatements(client, facts.oid, what, target.sql)
  const counters = movedCounters(facts.counted, { from: table, to: before })
  const { rows } = await client.query<{ fields: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as fields from pg_attribute
     where attrelid = $1::oid and attnum > 0 and not attisdropped and attgenerated = ''`,
    [facts.oid],
  )
  const fields = rows[0]?.fields ?? ''
  return {
    before: [],
    locks: [
      ...(await carry('views locked', table)),
      ...(await carry('referring tables locked', table)),
      `lock table ${table.sql} in access exclusive mode`,
    ],
    locked: [
      ...(await carry('privileges', before)),
      ...(await carry('comment', before)),
      ...(await carry('triggers off', table)),
      ...(await carry('foreign keys of others off', table)),
      ...(await carry('publications off', table)),
      `alter table ${table.sql} detach partition ${before.sql}`,
      `insert into ${before.sql} (${fields}) overriding system value select ${fields} from ${table.sql}`,
      ...counters.statements,
      ...(await indexesBack(client, state, facts)),
      `alter table ${table.sql} rename to ${quoteIdentifier(fresh.name)}`,
      `alter table ${before.sql} rename to ${quoteIdentifier(table.name)}`,
      ...counters.owned(table),
      ...(await carry('views', table)),
      ...(await carry('foreign keys of others on', table)),
      `drop table ${fresh.sql}`,
      ...(await carry('triggers on', table)),
      ...(await carry('publications', table)),
      forgetSql(state.name),
    ],
  }
}

/** The indexes of the old table get their names back from those that they were attached to. */
async function indexesBack(
  client: ClientBase,
  state: PartitioningState,
  facts: TableFacts,
): Promise<string[]> {
  const { table, before } = tableNames(state)
  const { rows } = await client.query<{ name: string; old: string }>(
    `select p.relname::text as name, c.relname::text as old
     from pg_index pi join pg_class p on p.oid = pi.indexrelid
     join pg_inherits h on h.inhparent = p.oid join pg_index i on i.indexrelid = h.inhrelid and i.indrelid = to_regclass($2)
     join pg_class c on c.oid = i.indexrelid where pi.indrelid = $1::oid order by 1`,
    [facts.oid, before.sql],
  )
  const key = facts.indexes.find(({ isPrimary }) => isPrimary)
  return rows.flatMap(({ name, old }) => {
    const names = indexNames(table.schema, { name })
    const gone = `alter index ${names.own.sql} rename to ${quoteIdentifier(names.fresh.name)}`
    if (state.widened && key?.name === name)
      return [
        gone,
        `alter table ${before.sql} drop constraint ${quoteIdentifier(old)}`,
        `alter table ${before.sql} add constraint ${quoteIdentifier(name)} primary key using index ${quoteIdentifier(names.other.name)}`,
      ]
    return [
      gone,
      `alter index ${quoteIdentifier(table.schema)}.${quoteIdentifier(old)} rename to ${quoteIdentifier(name)}`,
    ]
  })
}
