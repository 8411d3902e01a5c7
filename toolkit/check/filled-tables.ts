import type { ClientBase } from 'pg'
import type { Release } from '../release/release.ts'
import { quoteLiteral } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'

/** The tables that have rows, by the names that definitions give them. */
export async function filledTables(client: ClientBase, { project }: Release): Promise<Set<string>> {
  const tables = project.definitions.filter((definition) => 'foreignKeys' in definition)
  if (tables.length === 0) return new Set()
  const asked = tables.map(
    ({ name }) => `select ${quoteLiteral(name)} as name where exists (select from ${relationName(name).sql})`,
  )
  const { rows } = await client.query<{ name: string }>(asked.join(' union all '))
  return new Set(rows.map(({ name }) => name))
}
