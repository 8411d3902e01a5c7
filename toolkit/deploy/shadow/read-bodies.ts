import type { ClientBase } from 'pg'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import type { ReadColumn } from '../records/record.ts'
import { columnsRead } from './columns-read.ts'
import type { CalledFunction } from './function-reads.ts'
import type { ShadowSchemas } from './shadow-schemas.ts'

interface BodyInput {
  readonly shadow: ShadowSchemas
  readonly relations: ReadonlyMap<string, LiveRelation>
  readonly functions: readonly CalledFunction[]
  keyOf(relation: string): string | undefined
}

/** What the functions read that queries call; where Postgres cannot tell, every column of what their bodies name. */
export async function readBodies(
  client: ClientBase,
  { objects, sources }: DesiredState,
  { shadow, relations, functions, keyOf }: BodyInput,
): Promise<ReadColumn[]> {
  const isCalled = (object: DesiredObject, name: string) =>
    deployedKind(object).live(object).functions?.includes(name)
  const named = (name: string) => objects.find((object) => isCalled(object, name))?.dependsOn ?? []
  const everyColumn = (relation: string) => {
    const source = sources.find((one) => one.name === relation)
    const columns = source ? Object.keys(source.columns) : relations.get(relation)?.columns.map((c) => c.name)
    return (columns ?? []).map((column) => ({ relation, column }))
  }
  const reads: ReadColumn[] = []
  for (const name of new Set(functions.map((one) => one.name))) {
    const told = await bodyReads(client, shadow, name, keyOf)
    const columns = told ?? named(name).flatMap(everyColumn)
    const callers = functions.filter((one) => one.name === name)
    reads.push(...callers.flatMap(({ where }) => columns.map((column) => ({ where, ...column }))))
  }
  return reads
}

interface BodyRelation {
  readonly relation: string
  readonly columns: string[]
  readonly allColumns: string[]
  /** The body, as Postgres prints it. */
  readonly definition: string
}

interface FunctionText {
  readonly body: string
  readonly arguments: string
  readonly result: string
  readonly language: string
}

/**
 * The columns that the body of a function reads, as Postgres tells them of a body that it parses when it is created;
 * undefined where it does not, as for PL/pgSQL.
 */
async function bodyReads(
  client: ClientBase,
  shadow: ShadowSchemas,
  name: string,
  keyOf: (relation: string) => string | undefined,
): Promise<Pick<ReadColumn, 'relation' | 'column'>[] | undefined> {
  const { schema, name: plain } = shadow.here(name)
  const { rows: texts } = await client.query<FunctionText>(
    `select prosrc as body, pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result,
       lanname as language
     from pg_proc p join pg_namespace n on n.oid = pronamespace join pg_language l on l.oid = prolang
     where nspname = $1 and proname = $2`,
    [schema, plain],
  )
  const [text] = texts
  if (text?.language !== 'sql') return undefined
  await client.query('savepoint body')
  try {
    await client.query(
      `create function pg_temp.sightline_body(${text.arguments}) returns ${text.result} language sql
begin atomic
${shadow.rewrite(text.body)}
;
end`,
    )
    const { rows } = await client.query<BodyRelation>(
      `select ${writtenNameSql('n.nspname', 'c.relname')} as relation,
         coalesce(array_agg(a.attname::text) filter (where a.attname is not null), '{}') as columns,
         array(
           select attname::text from pg_attribute
           where attrelid = c.oid and attnum > 0 and not attisdropped order by attnum
         ) as "allColumns", pg_get_function_sqlbody(d.objid) as definition
       from pg_depend d
       join pg_class c on c.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
       join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema')
       left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid and a.attnum > 0
       where d.classid = 'pg_proc'::regclass and d.objid = (
         select oid from pg_proc where proname = 'sightline_body' and pronamespace = pg_my_temp_schema()
       )
       group by c.oid, d.objid, 1`,
    )
    return rows.flatMap(({ relation: found, definition, ...read }) => {
      const relation = shadow.restoreName(found)
      const columns = columnsRead(read, { definition, relations: rows.length, key: keyOf(relation) })
      return columns.map((column) => ({ relation, column }))
    })
  } catch {
    return undefined
  } finally {
    await client.query('rollback to savepoint body')
  }
}
