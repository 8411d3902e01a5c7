import type { ClientBase } from 'pg'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import type { ReaderAccess } from '../reader/reader-access.ts'
import { finalPrefix } from '../shadow/final-shadow.ts'
import type { NamedSchema } from '../shadow/named-schemas.ts'
import type { OthersFunction, OthersUsed } from '../shadow/others-used.ts'

export interface MissingColumn {
  readonly relation: string
  readonly column: string
}

/** What the views read that this role may not, and what the policies for it look into. */
export async function notReadable(client: ClientBase): Promise<MissingColumn[]> {
  const { rows } = await client.query<MissingColumn>(
    `with recursive read (oid, number) as (
       select d.refobjid, d.refobjsubid
       from pg_namespace s
       join pg_class v on v.relnamespace = s.oid and v.relkind = 'v'
       join pg_rewrite r on r.ev_class = v.oid
       join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
       where starts_with(s.nspname, $1)
       union
       select d.refobjid, d.refobjsubid
       from read join pg_class c on c.oid = read.oid and c.relrowsecurity and row_security_active(c.oid)
       join pg_policy p on p.polrelid = c.oid and p.polcmd in ('r', '*') and exists (
         select from unnest(p.polroles) as one (oid) where one.oid = 0 or pg_has_role(one.oid, 'usage'))
       join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
         and d.refclassid = 'pg_class'::regclass and d.refobjid <> c.oid
     )
     select distinct ${writtenNameSql('n.nspname', 'c.relname')} as relation,
       coalesce(a.attname::text, '*') as column
     from read
     join pg_class c on c.oid = read.oid and c.relkind in ('r', 'p', 'v', 'm', 'f')
     join pg_namespace n on n.oid = c.relnamespace and not starts_with(n.nspname, $1) and n.nspname <> 'pg_catalog'
     left join pg_attribute a on a.attrelid = c.oid and a.attnum = read.number and a.attnum > 0
     where not coalesce(has_column_privilege(c.oid, a.attnum, 'select'), has_any_column_privilege(c.oid, 'select'))
     order by 1, 2`,
    [finalPrefix],
  )
  return rows
}

/** What the reader needs and this role may not give. */
export async function notGrantable(
  client: ClientBase,
  needed: readonly MissingColumn[],
): Promise<MissingColumn[]> {
  const { rows } = await client.query<MissingColumn>(
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

/** The schemas that the reader needs, into which neither it nor everybody is let, nor can we let it. */
export async function closedSchemas(
  client: ClientBase,
  needed: readonly NamedSchema[],
  reader: ReaderAccess,
): Promise<NamedSchema[]> {
  const { rows } = await client.query<{ schema: string }>(
    `select nspname::text as schema from pg_namespace
     where nspname = any($1) and not has_schema_privilege(oid, 'usage with grant option')
       and not has_schema_privilege('public', oid, 'usage')
     order by 1`,
    [needed.map(({ schema }) => schema).filter((schema) => !reader.schemas.has(schema))],
  )
  return rows.map(({ schema }) => ({
    schema,
    where: [...new Set(needed.flatMap((one) => (one.schema === schema ? one.where : [])))],
  }))
}

interface ClosedFunctions {
  /** What this role may not call itself, and will. */
  readonly own: readonly OthersFunction[]
  /** What the reader may not call, and this role may not let it. */
  readonly given: readonly OthersFunction[]
}

/** The functions of others that somebody has to open. */
export async function closedFunctions(
  client: ClientBase,
  reader: string,
  { own, functions }: OthersUsed,
): Promise<ClosedFunctions> {
  const closed = async (some: readonly OthersFunction[], isOpen: string) => {
    const { rows } = await client.query<{ n: number }>(
      `select w.n::int from unnest($1::text[], $2::text[], $3::text[]) with ordinality as w (schema, name, signature, n)
       join pg_namespace s on s.nspname = w.schema
       join pg_proc p on p.pronamespace = s.oid and p.proname = w.name and oidvectortypes(p.proargtypes) = w.signature
       where not (${isOpen})`,
      [
        some.map(({ schema }) => schema),
        some.map(({ name }) => name),
        some.map(({ signature }) => signature),
      ],
    )
    const numbers = new Set(rows.map(({ n }) => n))
    return some.filter((_, index) => numbers.has(index + 1))
  }
  const { rows } = await client.query<{ oid: string }>(
    'select coalesce((select oid from pg_roles where rolname = $1), 0)::text as oid',
    [reader],
  )
  const mayCall = `has_function_privilege(${rows[0]?.oid}::oid, p.oid, 'execute')`
  return {
    own: await closed(own, `has_function_privilege(p.oid, 'execute')`),
    given: await closed(
      functions,
      `${mayCall} or has_function_privilege(p.oid, 'execute with grant option')`,
    ),
  }
}
