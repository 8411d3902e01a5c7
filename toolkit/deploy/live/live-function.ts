import type { ClientBase } from 'pg'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'

/** A function as it is in the database. */
export interface LiveFunction {
  readonly name: string
  /** The types and names of its arguments, as DROP FUNCTION wants them. */
  readonly arguments: string
  /** The types of its arguments alone: what tells it from others of its name. */
  readonly signature: string
  readonly result: string
  /** How many of its arguments may be left out. */
  readonly defaults: number
  /** Whether it can be called with fewer or more arguments, so that another one of its name makes calls ambiguous. */
  readonly isFlexible: boolean
  /** As Postgres prints it. */
  readonly canonical: string
  readonly comment: string | null
  readonly owner: string
  /** The relations whose queries call it. */
  readonly usedBy: readonly string[]
}

const query = `
select
  ${writtenNameSql('n.nspname', 'p.proname')} as name,
  pg_get_function_identity_arguments(p.oid) as arguments,
  oidvectortypes(p.proargtypes) as signature,
  pg_get_function_result(p.oid) || ' ' || coalesce(array_to_string(p.proargnames, ','), '') as result,
  p.pronargdefaults as defaults,
  p.pronargdefaults > 0 or p.provariadic <> 0 as "isFlexible",
  pg_get_functiondef(p.oid) as canonical,
  obj_description(p.oid, 'pg_proc') as comment,
  pg_get_userbyid(p.proowner)::text as owner,
  array(
    select distinct ${writtenNameSql('rn.nspname', 'c.relname')}
    from pg_depend d
    join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
    join pg_class c on c.oid = r.ev_class
    join pg_namespace rn on rn.oid = c.relnamespace
    where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
  ) as "usedBy"
from unnest($1::text[], $2::text[]) as wanted (schema, name)
join pg_namespace n on n.nspname = wanted.schema
join pg_proc p on p.pronamespace = n.oid and p.proname = wanted.name and p.prokind = 'f'
order by p.oid`

/** Reads every function of these names; the search path must be `pg_catalog`. */
export async function readFunctions(client: ClientBase, names: Iterable<string>): Promise<LiveFunction[]> {
  const split = [...new Set(names)].map((name) => relationName(name))
  const { rows } = await client.query<LiveFunction>(query, [
    split.map(({ schema }) => schema),
    split.map(({ name }) => name),
  ])
  return rows
}
