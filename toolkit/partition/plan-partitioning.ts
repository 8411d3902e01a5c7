import type { ClientBase } from 'pg'
import { partitionsSql } from '../define/partitions/partitions-sql.ts'
import { readHosts } from '../deploy/live/live-host.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { derivedName } from '../sql/derived-name.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import { boundLiteral, chooseBound } from './bound.ts'
import type { PartitionRequest } from './partition-request.ts'
import { type PartitioningState, readPartitioning, stageSql } from './partitioning-state.ts'
import { readObstacles } from './refusals.ts'
import { swapStatements, wideName } from './swap-statements.ts'
import { readTableFacts, type TableFacts } from './table-facts.ts'
import { boundConstraint, columnList, indexNames, lacks, tableNames } from './table-names.ts'

/** One step of the way; a later run goes on after those that are done. */
export interface PartitionStep {
  readonly step: string
  readonly statements: readonly string[]
  /** Who waits: nobody, or everybody for as long as the lock timeout and the statements. */
  readonly waits: 'nobody' | 'everybody for a moment'
  /** Whether one table takes the place of another: its statements are made when their time has come. */
  readonly isSwap: boolean
  readonly isDone: boolean
}

export interface PartitionPlan {
  readonly state: PartitioningState
  readonly steps: readonly PartitionStep[]
  /** What a person should know before. */
  readonly notes: readonly string[]
}

/**
 * Works out how a table becomes partitioned, and changes nothing.
 *
 * @throws SightlineError naming everything of it that would not come along
 */
export async function planPartitioning(
  client: ClientBase,
  request: PartitionRequest,
): Promise<PartitionPlan> {
  const { name, column } = request
  const facts = await requireTable(client, name)
  const found = await readPartitioning(client, name)
  const type = facts.columns.find((one) => one.name === column)?.type ?? ''
  const upkeep = partitionsSql({ name, partitionBy: request, columnType: type, zone: request.zone }, 'make')
  const last = lastSteps(name, upkeep)
  if (facts.isPartitioned) {
    const state = found ?? (await newState(client, request, facts, type))
    return { state, steps: found?.stage === 'partitioned' ? last : [], notes: [] }
  }
  await requireCarried(client, request, facts)
  const state = found ?? (await newState(client, request, facts, type))
  const { table, before } = tableNames(state)
  const { before: prepared, locks, locked } = await swapStatements(client, state, facts)
  const constraint = await boundState(client, facts.oid)
  const steps: PartitionStep[] = [
    {
      step: 'show what the rows will be from now on',
      statements: [
        `alter table ${table.sql} add constraint ${boundConstraint} check (${quoteIdentifier(column)} is not null and ${quoteIdentifier(column)} < ${boundLiteral(state.bound, type)}) not valid`,
      ],
      waits: 'everybody for a moment',
      isSwap: false,
      isDone: constraint !== undefined,
    },
    {
      step: 'show that all rows are so',
      statements: [`alter table ${table.sql} validate constraint ${boundConstraint}`],
      waits: 'nobody',
      isSwap: false,
      isDone: constraint === 'valid',
    },
    ...wideSteps(facts, state),
    {
      step: 'put the partitioned table in its place',
      statements: [...prepared, ...locks, ...locked],
      waits: 'everybody for a moment',
      isSwap: true,
      isDone: false,
    },
    ...last,
  ]
  const isFar = await isFarAway(client, state)
  const notes = [
    ...(isFar
      ? [
          `a row is of a time shortly before ${state.bound}: all rows until then go on into the old table, unless it is corrected first`,
        ]
      : []),
    `rows before ${state.bound} stay where they are, in ${before.written}; meanwhile a row of a later time is refused`,
    ...(state.widened
      ? [
          `the primary key gets ${column}: two rows of other times may have what was unique before, and ON CONFLICT has to name it too`,
        ]
      : []),
  ]
  return { state, steps, notes }
}

/** What follows once the table is partitioned. */
function lastSteps(name: string, upkeep: string): PartitionStep[] {
  const common = { waits: 'nobody', isSwap: false, isDone: false } as const
  return [
    { step: 'make the partitions to come', statements: [upkeep], ...common },
    {
      step: 'learn what the rows are like',
      statements: [`analyze ${relationName(name).sql}`, stageSql(name, 'done')],
      ...common,
    },
  ]
}

/** What is known of a table that has to be there. */
export async function requireTable(client: ClientBase, name: string): Promise<TableFacts> {
  const facts = await readTableFacts(client, name)
  if (facts) return facts
  throw new SightlineError({
    code: 'unknown-source',
    what: 'This table is not in the database.',
    value: name,
    next: 'Create it, or connect to the database that has it.',
  })
}

async function requireCarried(
  client: ClientBase,
  request: PartitionRequest,
  facts: TableFacts,
): Promise<void> {
  const { name, column, widenKey } = request
  const found = facts.columns.find((one) => one.name === column)
  const hosts = await readHosts(client, [name])
  const obstacles = [
    ...(found ? [] : [`it has no column ${column}`]),
    ...(found && !found.notNull
      ? [`${column} may be null, and a row without it belongs to no partition: make it not null`]
      : []),
    ...facts.indexes
      .filter((index) => index.isUnique && lacks(index, column))
      .filter(({ isPrimary }) => !isPrimary || !widenKey)
      .map(({ name: index, isPrimary, columns }) =>
        isPrimary
          ? `the primary key (${columns.join(', ')}) lacks ${column}: --widen-key makes it (${[...columns, column].join(', ')})`
          : `${index} is unique without ${column}, which cannot hold across partitions`,
      ),
    ...(await readObstacles(client, facts.oid, column, boundConstraint)),
    ...[...hosts.tables.values()].map(
      ({ kind }) => `it is a ${kind}, whose rows an extension keeps in parts already`,
    ),
  ]
  if (obstacles.length === 0) return
  throw new SightlineError({
    code: 'cannot-be-partitioned',
    what: `${name} cannot be partitioned as it is; nothing was changed.`,
    value: obstacles.map((one) => `\n    ${one}`).join(''),
    next: 'Change what is named, then run it again.',
  })
}

async function newState(
  client: ClientBase,
  request: PartitionRequest,
  facts: TableFacts,
  type: string,
): Promise<PartitioningState> {
  const { name, column, every, keep } = request
  const bound = await chooseBound(client, request, type)
  const day = bound.slice(0, 10).replaceAll('-', '')
  const before = derivedName(relationName(name).name, { suffix: `__until_${day}` })
  const widened = facts.indexes.some((index) => index.isPrimary && lacks(index, column))
  return { name, column, every, keep, widened, before, bound, stage: 'begun' }
}

/** Whether rows are later than those that come now by more than two partitions. */
async function isFarAway(client: ClientBase, { bound, every }: PartitioningState): Promise<boolean> {
  const { rows } = await client.query<{ far: boolean }>(
    `select $1::timestamp > now() at time zone 'UTC' + interval '2 days' + 2 * interval '1 ${every}' as far`,
    [bound],
  )
  return rows[0]?.far === true
}

/** How far the constraint is; undefined where it is not there. */
async function boundState(client: ClientBase, oid: string): Promise<'valid' | 'not valid' | undefined> {
  const { rows } = await client.query<{ valid: boolean }>(
    'select convalidated as valid from pg_constraint where conrelid = $1::oid and conname = $2',
    [oid, boundConstraint],
  )
  const [found] = rows
  return found && (found.valid ? 'valid' : 'not valid')
}

function wideSteps(facts: TableFacts, state: PartitioningState): PartitionStep[] {
  const key = facts.indexes.find(({ isPrimary }) => isPrimary)
  if (!state.widened || !key) return []
  const { table } = tableNames(state)
  const { other } = indexNames(table.schema, key)
  const isDone = facts.indexes.some(({ name }) => name === wideName(facts, table.schema))
  return [
    {
      step: 'build the key with the column',
      statements: [
        `drop index concurrently if exists ${other.sql}`,
        `create unique index concurrently ${quoteIdentifier(other.name)} on ${table.sql} (${columnList([...key.columns, state.column])})`,
      ],
      waits: 'nobody',
      isSwap: false,
      isDone,
    },
  ]
}
