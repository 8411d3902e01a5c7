import type { ClientBase } from 'pg'
import type { CatalogObject } from '../../postgres/query-dependencies.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'

/** A relation that the body of a function reads. */
export interface BodyRelation {
  readonly relation: string
  readonly columns: readonly string[]
  readonly allColumns: readonly string[]
}

/** What the body of a function is made of, as Postgres tells. */
export interface FunctionBody {
  readonly relations: readonly BodyRelation[]
  readonly needs: readonly CatalogObject[]
  /** As Postgres prints it. */
  readonly definition: string
}

/** How a function is written. */
export interface FunctionText {
  readonly oid: number
  /** Whether Postgres parsed the body when it was created. */
  readonly isParsed: boolean
  /** The search_path that it sets for itself. */
  readonly path: string | null
  readonly body: string
  readonly arguments: string
  readonly result: string
  readonly language: string
}

/** SQL that gives the text of a function, for FROM pg_proc p JOIN pg_language l. */
export const functionTextSql = `p.oid::bigint::float8 as oid, prosqlbody is not null as "isParsed",
  (select substr(one, 13) from unnest(proconfig) one where starts_with(one, 'search_path=')) as path, prosrc as body, pg_get_function_arguments(p.oid) as arguments,
  coalesce(pg_get_function_result(p.oid), '') as result, lanname as language`

const query = `
select pg_get_function_sqlbody(f.oid) as definition, coalesce((
    select jsonb_agg(jsonb_build_object('relation', relation, 'columns', columns, 'allColumns', "allColumns"))
    from (
      select ${writtenNameSql('n.nspname', 'c.relname')} as relation,
        coalesce(array_agg(a.attname::text) filter (where a.attname is not null), '{}') as columns,
        array(
          select attname::text from pg_attribute
          where attrelid = c.oid and attnum > 0 and not attisdropped order by attnum
        ) as "allColumns"
      from pg_depend d
      join pg_class c on c.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
      join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema')
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid and a.attnum > 0
      where d.classid = 'pg_proc'::regclass and d.objid = f.oid
      group by c.oid, 1
    ) read
  ), '[]') as relations, coalesce((
    select jsonb_agg(distinct jsonb_build_object('table', t.relname, 'oid', d.refobjid::bigint))
    from pg_depend d
    join pg_class t on t.oid = d.refclassid and t.relname in ('pg_class', 'pg_proc', 'pg_operator', 'pg_type', 'pg_ts_config', 'pg_ts_dict')
    where d.classid = 'pg_proc'::regclass and d.objid = f.oid
  ), '[]') as needs
from pg_proc f where f.oid = $1`

const made = `select oid::bigint::float8 as oid from pg_proc
where proname = 'sightline_body' and pronamespace = pg_my_temp_schema()`

/**
 * What the body of a function needs, which Postgres says of one that it parses when it is created: another one is made
 * as such a one and taken back. Undefined where Postgres cannot tell, as for PL/pgSQL.
 */
export async function functionBody(
  client: ClientBase,
  text: FunctionText,
  rewrite: (sql: string) => string,
): Promise<FunctionBody | undefined> {
  const read = async (oid: number | undefined) => (await client.query<FunctionBody>(query, [oid])).rows[0]
  if (text.isParsed) return read(text.oid)
  if (text.language !== 'sql') return undefined
  await client.query('savepoint body')
  try {
    if (text.path !== null) await client.query(`select set_config('search_path', $1, true)`, [text.path])
    await client.query(
      `create function pg_temp.sightline_body(${text.arguments}) returns ${text.result} language sql
begin atomic
${rewrite(text.body)}
;
end`,
    )
    const { rows } = await client.query<Pick<FunctionText, 'oid'>>(made)
    return await read(rows[0]?.oid)
  } catch {
    return undefined
  } finally {
    await client.query('rollback to savepoint body')
  }
}
