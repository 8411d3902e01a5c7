import type { ClientBase } from 'pg'
import { inTransaction } from '../postgres/client.ts'
import { isCatalog } from '../postgres/is-catalog.ts'
import { createTypes } from '../postgres/needed-types.ts'
import type { DesiredSource } from '../release/desired-state.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'

/** Adds the source tables and columns that are not there; they stay empty. Returns what was added, as `orders.day`. */
export async function completeSources(
  client: ClientBase,
  sources: readonly DesiredSource[],
): Promise<string[]> {
  const added: string[] = []
  for (const { name, columns, primaryKey, types = [] } of sources.filter((source) => !isCatalog(source))) {
    const table = relationName(name).sql
    const localType = await createTypes(client, types)
    await client.query(`create schema if not exists ${quoteIdentifier(relationName(name).schema)}`)
    await client.query(`create table if not exists ${table} ()`)
    const { rows } = await client.query<{ name: string }>(
      `select attname::text as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [table],
    )
    const present = new Set(rows.map((row) => row.name))
    for (const [column, type] of Object.entries(columns)) {
      if (present.has(column)) continue
      await client.query(`alter table ${table} add column ${quoteIdentifier(column)} ${localType(type)}`)
      added.push(`${name}.${column}`)
    }
    if (primaryKey.length > 0 && present.size === 0)
      await client.query(
        `alter table ${table} add primary key (${primaryKey.map(quoteIdentifier).join(', ')})`,
      )
  }
  return added
}

/**
 * Gives the tables of one side the types that the other side declares, keeping values where they can be cast. Returns
 * the columns that are empty now.
 */
export async function adaptSources(
  client: ClientBase,
  { from, to }: { readonly from: readonly DesiredSource[]; readonly to: readonly DesiredSource[] },
): Promise<string[]> {
  const empty: string[] = await completeSources(client, to)
  for (const { name, columns, types = [] } of to.filter((source) => !isCatalog(source))) {
    const localType = await createTypes(client, types)
    const other = from.find((source) => source.name === name)?.columns ?? {}
    for (const [column, type] of Object.entries(columns)) {
      if (other[column] === undefined || other[column] === type) continue
      if (!(await retype(client, name, column, localType(type)))) empty.push(`${name}.${column}`)
    }
  }
  return empty
}

async function retype(client: ClientBase, source: string, name: string, type: string): Promise<boolean> {
  const table = relationName(source).sql
  const column = quoteIdentifier(name)
  try {
    await inTransaction(client, () =>
      client.query(`alter table ${table} alter column ${column} drop default;
alter table ${table} alter column ${column} type ${type} using ${column}::${type}`),
    )
    return true
  } catch {
    await client.query(
      `alter table ${table} drop column ${column} cascade; alter table ${table} add column ${column} ${type}`,
    )
    return false
  }
}
