import type { ClientBase } from 'pg'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import { isTable } from '../../kinds/table/table-kind.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { sqlTokens } from '../../sql/sql-tokens.ts'
import type { LiveColumn, LiveRelation } from './live-relation.ts'
import type { LiveState } from './live-state.ts'

/** What the rows of a table of ours do not allow. */
export interface TableRows {
  readonly isEmpty: boolean
  /** Columns that shall have a value in every row, and have none in some. */
  readonly withNulls: readonly string[]
  /** Columns that shall be unique, and have the same value in some rows. */
  readonly withDuplicates: readonly string[]
  /** New columns that shall be unique, and would have the same value in some rows. */
  readonly withEqualNew: readonly string[]
  /** Keys and checks of several columns that the table shall have, and some rows do not keep to. */
  readonly violated: readonly string[]
}

/** Looks at the rows of the tables that allow what their definitions do not. */
export async function readTableRows(
  client: ClientBase,
  objects: readonly DesiredObject[],
  { relations: live }: Pick<LiveState, 'relations'>,
  final: ReadonlyMap<string, LiveRelation>,
): Promise<Map<string, TableRows>> {
  const found = new Map<string, TableRows>()
  for (const { name, columns, foreignKeys = [] } of objects.filter(isTable)) {
    const there = live.get(name)
    if (there?.type !== 'table') continue
    const now = new Map(there.columns.map((column) => [column.name, column]))
    const ends = new Map(final.get(name)?.columns.map((column) => [column.name, column]))
    const open = columns.filter((column) => !column.nullable && !now.get(column.name)?.notNull)
    const repeated = columns.filter(
      (column) => ends.get(column.name)?.unique && !now.get(column.name)?.unique,
    )
    const news = repeated.flatMap(({ name: column }) => {
      const [is, wanted] = [now.get(column), ends.get(column)]
      return is || !wanted ? [] : [wanted]
    })
    const definitions = there.constraints.map(({ definition }) => definition)
    const rules = (final.get(name)?.constraints ?? [])
      .map(({ definition }) => definition)
      .filter((definition) => !definitions.includes(definition))
    if (open.length + repeated.length + rules.length + foreignKeys.length === 0) continue
    const isThere = (column: { readonly name: string }) => now.has(column.name)
    const [nulls, duplicates] = [open.filter(isThere), repeated.filter(isThere)]
    const table = relationName(name).sql
    const checks = [
      `not exists (select from ${table})`,
      ...nulls.map((column) => `exists (select from ${table} where ${quoteIdentifier(column.name)} is null)`),
      ...duplicates.map((column) => {
        const value = quoteIdentifier(column.name)
        return `exists (select from ${table} where ${value} is not null group by ${value} having count(*) > 1)`
      }),
    ]
    const { rows } = await client.query<{ answers: boolean[] }>(
      `select array[${checks.join(', ')}] as answers`,
    )
    const [isEmpty = true, ...answers] = rows[0]?.answers ?? []
    found.set(name, {
      isEmpty,
      withNulls: nulls.filter((_, index) => answers[index]).map((column) => column.name),
      withDuplicates: duplicates
        .filter((_, index) => answers[nulls.length + index])
        .map((column) => column.name),
      withEqualNew: await equalNew(client, table, news),
      violated: await violatedBy(client, table, rules),
    })
  }
  return found
}

/** What counts up gives each row its own value, and must not be asked: asking moves it. */
const countsUp = (expression: string) => sqlTokens(expression).some(({ text }) => text === 'nextval')

async function equalNew(
  client: ClientBase,
  table: string,
  columns: readonly LiveColumn[],
): Promise<string[]> {
  const equal: string[] = []
  for (const { name, default: value } of columns) {
    if (value === null || countsUp(value)) continue
    const values = `(select (${value}) as v from ${table}) new where v is not null`
    if (await isFound(client, `${values} group by v having count(*) > 1`)) equal.push(name)
  }
  return equal
}

/** Those of these keys and checks, as Postgres prints them, that rows do not keep to. */
async function violatedBy(client: ClientBase, table: string, rules: readonly string[]): Promise<string[]> {
  const violated: string[] = []
  for (const rule of rules) {
    const [, kind, parts] = /^(UNIQUE|CHECK)[^(]*(\(.*\))/s.exec(rule) ?? []
    const rows =
      kind === 'CHECK'
        ? `${table} where not ${parts}`
        : `${table} where ${parts} is not null group by ${parts?.slice(1, -1)} having count(*) > 1`
    if (parts !== undefined && (await isFound(client, rows))) violated.push(rule)
  }
  return violated
}

/** Whether there are such rows; what names new columns cannot be asked yet. */
async function isFound(client: ClientBase, rows: string): Promise<boolean> {
  await client.query('savepoint asked')
  const { rowCount } = await client.query(`select from ${rows} limit 1`).catch(() => ({ rowCount: 0 }))
  await client.query('rollback to savepoint asked')
  return rowCount === 1
}
