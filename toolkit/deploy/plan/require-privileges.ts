import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import type { ReaderAccess } from '../reader/reader-access.ts'
import { type FinalShadow, finalPrefix } from '../shadow/final-shadow.ts'

interface Missing {
  readonly relation: string
  readonly column: string
}

/**
 * Refuses a role that may create a view and yet not read what is below it, or not let the reader read it: Postgres
 * says nothing of the first before somebody reads the view, and of the second only gives notice.
 */
export async function requirePrivileges(
  client: ClientBase,
  { sources, readerRole }: DesiredState,
  { queries }: FinalShadow,
  reader: ReaderAccess,
): Promise<void> {
  const names = new Set(sources.map(({ name }) => name))
  const needed = queries.reads.filter(({ relation, column }) => {
    const had = reader.columns.get(relation)
    return names.has(relation) && !had?.has('*') && !had?.has(column)
  })
  const passedOn = await notGrantable(client, needed)
  const grantable = new Set(passedOn.map(({ relation }) => relation))
  const read = (await notReadable(client)).filter(({ relation }) => !grantable.has(relation))
  const shown = queries.reads.map(({ relation }) => relation).filter((relation) => names.has(relation))
  const closed = await closedSchemas(client, shown, reader)
  if (read.length === 0 && passedOn.length === 0 && closed.length === 0) return
  const { rows } = await client.query<{ user: string }>('select current_user::text as user')
  const user = rows[0]?.user ?? ''
  throw new SightlineError({
    code: 'missing-read-privilege',
    what: `The role ${user} may not read what the release needs${passedOn.length + closed.length > 0 ? `, or not let ${readerRole} read it` : ''}; nothing was changed.`,
    value: [
      ...closed.map((schema) => `the schema ${schema}`),
      ...new Set([...read, ...passedOn].map(({ relation, column }) => `${relation}.${column}`)),
    ].join(', '),
    next: `Run: ${[...closed.map((schema) => usage(schema, user)), ...grant(read, user), ...grant(passedOn, user, ' WITH GRANT OPTION')].join('; ')}`,
  })
}

/** What the views read that this role may not. */
async function notReadable(client: ClientBase): Promise<Missing[]> {
  const { rows } = await client.query<Missing>(
    `select distinct ${writtenNameSql('n.nspname', 'c.relname')} as relation,
       coalesce(a.attname::text, '*') as column
     from pg_namespace s
     join pg_class v on v.relnamespace = s.oid and v.relkind = 'v'
     join pg_rewrite r on r.ev_class = v.oid
     join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
     join pg_class c on c.oid = d.refobjid
     join pg_namespace n on n.oid = c.relnamespace and not starts_with(n.nspname, $1) and n.nspname <> 'pg_catalog'
     left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid and a.attnum > 0
     where starts_with(s.nspname, $1)
       and not coalesce(has_column_privilege(c.oid, a.attnum, 'select'), has_any_column_privilege(c.oid, 'select'))
     order by 1, 2`,
    [finalPrefix],
  )
  return rows
}

/** What the reader needs and this role may not give. */
async function notGrantable(client: ClientBase, needed: readonly Missing[]): Promise<Missing[]> {
  const { rows } = await client.query<Missing>(
    `select distinct wanted.relation, wanted.column
     from unnest($1::text[], $2::text[], $3::text[]) as wanted (relation, quoted, "column")
     where not has_column_privilege(to_regclass(wanted.quoted)::oid, wanted.column, 'select with grant option')
     order by 1, 2`,
    [
      needed.map(({ relation }) => relation),
      needed.map(({ relation }) => relationName(relation).sql),
      needed.map(({ column }) => column),
    ],
  )
  return rows
}

/** The schemas of tables that the reader needs, into which neither it nor everybody is let, nor can we let it. */
async function closedSchemas(
  client: ClientBase,
  relations: readonly string[],
  reader: ReaderAccess,
): Promise<string[]> {
  const schemas = new Set(relations.map((relation) => relationName(relation).schema))
  const { rows } = await client.query<{ schema: string }>(
    `select nspname::text as schema from pg_namespace
     where nspname = any($1) and not has_schema_privilege(oid, 'usage with grant option')
       and not has_schema_privilege('public', oid, 'usage')
     order by 1`,
    [[...schemas].filter((schema) => !reader.schemas.has(schema))],
  )
  return rows.map(({ schema }) => schema)
}

function usage(schema: string, user: string): string {
  return `GRANT USAGE ON SCHEMA ${quoteIdentifier(schema)} TO ${quoteIdentifier(user)} WITH GRANT OPTION`
}

function grant(missing: readonly Missing[], user: string, option = ''): string[] {
  const tables = [...new Set(missing.map(({ relation }) => relationName(relation).sql))]
  if (tables.length === 0) return []
  return [`GRANT SELECT ON ${tables.join(', ')} TO ${quoteIdentifier(user)}${option}`]
}
