import type { ClientBase } from 'pg'
import { quoteLiteral } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import { typeParts } from '../sql/type-parts.ts'

interface NeededType {
  readonly name: string
  readonly extension?: string
  readonly create: string
}

/** A type as a column of a database of ours can be declared. */
export type LocalType = (type: string) => string

/**
 * Makes the types that columns need in a database of our own. Where the server has not the extension of one, a domain
 * over text stands in for it, so that its columns hold what they show.
 */
export async function createTypes(client: ClientBase, types: readonly NeededType[]): Promise<LocalType> {
  const standIns: string[] = []
  for (const { name, extension, create } of types) {
    const { sql, schema } = relationName(name)
    await client.query(`create schema if not exists "${schema.replaceAll('"', '""')}"`)
    if (extension === undefined || (await isAvailable(client, extension))) {
      await client.query(create)
      continue
    }
    standIns.push(sql)
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regtype(${quoteLiteral(sql)}) is not null as there`,
    )
    if (!rows[0]?.there) await client.query(`create domain ${sql} as text`)
  }
  return (type) => withoutSize(type, standIns)
}

async function isAvailable(client: ClientBase, extension: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_available_extensions where name = $1', [extension])
  return rowCount === 1
}

/** A domain takes no size: `public.vector(3)[]` becomes `public.vector[]`. */
function withoutSize(type: string, standIns: readonly string[]): string {
  const { base, collation } = typeParts(type)
  const isStandIn = standIns.some((one) => base === one || base.startsWith(`${one}[`))
  return isStandIn && collation === undefined ? base : type
}
