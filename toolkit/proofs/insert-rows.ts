import type { ClientBase } from 'pg'
import pg from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { place } from '../release/project-index.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import { textOf } from './compare-rows.ts'
import type { CompleteRow } from './complete-rows.ts'

/**
 * Puts rows into their tables, as many as go together in one statement.
 *
 * @throws SightlineError naming the row and the constraint where Postgres refuses one
 */
export async function insertRows(client: ClientBase, rows: readonly CompleteRow[]): Promise<void> {
  if (rows.length === 0) return
  await client.query('savepoint rows')
  try {
    for (const group of groups(rows)) await insert(client, group)
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError)) throw cause
    await client.query('rollback to savepoint rows')
    for (const row of rows)
      await insert(client, [row]).catch((alone: unknown) => {
        throw refused(row, alone)
      })
    throw cause
  }
}

/** Rows of one table that say the same columns. */
function groups(rows: readonly CompleteRow[]): CompleteRow[][] {
  const found = new Map<string, CompleteRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.table.name, saidColumns(row)])
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return [...found.values()]
}

const saidColumns = ({ values }: CompleteRow): string[] =>
  Object.keys(values).filter((column) => values[column] !== undefined)

async function insert(client: ClientBase, rows: readonly CompleteRow[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = saidColumns(first).map(quoteIdentifier).join(', ')
  const { sql } = relationName(first.table.name)
  await client.query(
    `insert into ${sql} (${columns}) overriding system value select ${columns} from json_populate_recordset(null::${sql}, $1)`,
    [JSON.stringify(rows.map(({ values }) => asJson(values)))],
  )
}

/** What JSON cannot say as it is: numbers that are none, long ones, and bytes; Postgres reads all of them from text. */
const asJson = (values: CompleteRow['values']): object =>
  Object.fromEntries(Object.entries(values).map(([column, value]) => [column, jsonValue(value)]))

function jsonValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  const isNoNumber = typeof value === 'number' && !Number.isFinite(value)
  return isNoNumber || typeof value === 'bigint' ? String(value) : value
}

function refused({ table, values, given }: CompleteRow, cause: unknown): unknown {
  if (!(cause instanceof pg.DatabaseError)) return cause
  const { message, constraint, column, detail } = cause
  const what = constraint
    ? `breaks the constraint ${constraint}`
    : column !== undefined
      ? `is refused for its column ${column}`
      : 'is refused'
  return new SightlineError(
    {
      code: 'given-row-refused',
      what: `A row that is given to ${table.name} ${what}: ${(constraint && detail) || message}.`.replace(
        '..',
        '.',
      ),
      value: rowText(values),
      ...(given ? place(given) : {}),
      next: 'Correct the row, or the declaration of the source.',
    },
    { cause },
  )
}

const rowText = (values: CompleteRow['values']): string =>
  Object.entries(values)
    .map(([column, value]) => `${column} = ${textOf(value)}`)
    .join(', ')
