import type { ClientBase } from 'pg'
import { qualify, quoteIdentifier, quoteLiteral, splitName } from '../../sql/identifier.ts'
import type { ReadColumn } from '../records/record.ts'
import { sqlName } from '../shadow/shadow-schemas.ts'

/** What the reader may do now. */
export interface ReaderAccess {
  readonly exists: boolean
  /** Its settings, such as `statement_timeout=30000`. */
  readonly settings: readonly string[]
  readonly schemas: ReadonlySet<string>
  /** Columns by relation; `*` for a relation as a whole. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>
}

/** Marks a role that a deploy created, so that removing the project may drop it. */
export const roleComment = 'Reads what the panels read. Created by sightline.'

/** Without a unit, as Terraform's provider reads it back. */
const settings = { default_transaction_read_only: 'on', statement_timeout: '30000' }

/** Reads what a role was given on relations, columns and schemas. */
export async function readReaderAccess(
  client: ClientBase,
  role: string,
  names: Iterable<string>,
): Promise<ReaderAccess> {
  const { rows: roles } = await client.query<{ oid: number; settings: string[] }>(
    `select r.oid::int8 as oid, coalesce((select setconfig from pg_db_role_setting where setrole = r.oid and setdatabase = 0), '{}') as settings
     from pg_roles r where rolname = $1`,
    [role],
  )
  const [found] = roles
  if (!found) return { exists: false, settings: [], schemas: new Set(), columns: new Map() }
  const split = [...new Set(names)].map((name) => splitName(qualify(name)))
  const { rows } = await client.query<{ name: string; column: string }>(
    `select case when n.nspname = 'public' then c.relname else n.nspname || '.' || c.relname end::text as name, g.column
     from unnest($1::text[], $2::text[]) as wanted (schema, name)
     join pg_namespace n on n.nspname = wanted.schema
     join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name and c.relkind in ('r', 'p', 'v', 'm', 'f')
     cross join lateral (
       select '*'::text as column from aclexplode(c.relacl) x where x.grantee = $3 and x.privilege_type = 'SELECT'
       union
       select a.attname::text from pg_attribute a, aclexplode(a.attacl) x
       where a.attrelid = c.oid and not a.attisdropped and x.grantee = $3 and x.privilege_type = 'SELECT'
     ) g`,
    [split.map(({ schema }) => schema), split.map(({ name }) => name), found.oid],
  )
  const schemas = await client.query<{ name: string }>(
    `select nspname::text as name from pg_namespace where has_schema_privilege($1::oid, oid, 'usage')`,
    [found.oid],
  )
  return {
    exists: true,
    settings: found.settings,
    schemas: new Set(schemas.rows.map(({ name }) => name)),
    columns: byRelation(rows.map(({ name, column }) => ({ relation: name, column }))),
  }
}

/** Columns by the relation they belong to. */
export function byRelation(
  columns: readonly Pick<ReadColumn, 'relation' | 'column'>[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { relation, column } of columns)
    found.set(relation, (found.get(relation) ?? new Set()).add(column))
  return found
}

/** The statements that create the reader and give it what it needs and does not have. */
export function readerGrants(
  role: string,
  access: ReaderAccess,
  needed: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  if (needed.size === 0) return []
  const quoted = quoteIdentifier(role)
  const statements: string[] = []
  if (!access.exists)
    statements.push(
      `do $role$ begin create role ${quoted} nologin; comment on role ${quoted} is '${roleComment}'; exception when duplicate_object or unique_violation then null; end $role$`,
    )
  for (const [name, value] of Object.entries(settings)) {
    if (!access.settings.some((setting) => setting.startsWith(`${name}=`)))
      statements.push(`alter role ${quoted} set ${name} = ${quoteLiteral(value)}`)
  }
  const schemas = new Set([...needed.keys()].map((name) => splitName(name).schema))
  for (const schema of schemas) {
    if (!access.schemas.has(schema))
      statements.push(`grant usage on schema ${quoteIdentifier(schema)} to ${quoted}`)
  }
  for (const [relation, columns] of needed) {
    const had = access.columns.get(relation)
    const missing = [...columns].filter((column) => !had?.has('*') && !had?.has(column))
    if (missing.length > 0)
      statements.push(
        `grant select (${missing.map(quoteIdentifier).join(', ')}) on ${sqlName(relation)} to ${quoted}`,
      )
  }
  return statements
}

/** The statements that take from the reader what nobody needs any more. */
export function readerRevokes(
  role: string,
  access: ReaderAccess,
  needed: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const quoted = quoteIdentifier(role)
  return [...access.columns].flatMap(([relation, columns]) => {
    const wanted = needed.get(relation) ?? new Set()
    const target = `on ${sqlName(relation)} from ${quoted}`
    if (columns.has('*')) {
      const again = [...wanted].map(quoteIdentifier).join(', ')
      const grant = wanted.size > 0 ? [`grant select (${again}) on ${sqlName(relation)} to ${quoted}`] : []
      return [`revoke select ${target}`, ...grant]
    }
    const excess = [...columns].filter((column) => !wanted.has(column))
    return excess.length > 0 ? [`revoke select (${excess.map(quoteIdentifier).join(', ')}) ${target}`] : []
  })
}
