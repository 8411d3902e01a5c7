import type { ClientBase } from 'pg'

/** A relation that a query reads. */
export interface ReadRelation {
  readonly schema: string
  readonly name: string
  /** By name; empty where Postgres lists none, as for `count(*)`. */
  readonly columns: readonly string[]
  /** Every column that it has, in their order. */
  readonly allColumns: readonly string[]
}

/** A function that a query calls, other than those of the server. */
export interface CalledFunction {
  readonly schema: string
  readonly name: string
  /** As `regprocedure` prints it. */
  readonly signature: string
}

/** Something that the catalogue lists: in which of its tables, and its number there. */
export interface CatalogObject {
  readonly table: 'pg_class' | 'pg_proc' | 'pg_operator' | 'pg_type' | 'pg_ts_config' | 'pg_ts_dict'
  readonly oid: number
}

/** What tells it from others. */
export const needKey = ({ table, oid }: CatalogObject): string => `${table} ${oid}`

/** What Postgres says of a query: what it reads, or why it is refused. */
export type QueryDependencies =
  | {
      readonly ok: true
      readonly relations: readonly ReadRelation[]
      readonly functions: readonly CalledFunction[]
      /** All that it is made of, save what every server has. */
      readonly needs: readonly CatalogObject[]
      /** As Postgres prints the query. */
      readonly definition: string
    }
  | {
      readonly ok: false
      readonly message: string
      /** The five characters by which Postgres names the error. */
      readonly state: string
      /** What Postgres adds to that: its DETAIL and its HINT. */
      readonly details: readonly string[]
    }

/** Queries asked in one round trip: few enough for a statement timeout, and for a plan that is cancelled. */
const batchSize = 200

/**
 * Lets Postgres say what queries read: each becomes a temporary view in a subtransaction of the caller's transaction,
 * which is rolled back before the next one, so that locks are held for one query at a time.
 *
 * @example const [orders] = await queryDependencies(client, ['select count(*) from public.orders'])
 */
export async function queryDependencies(
  client: ClientBase,
  queries: readonly string[],
): Promise<QueryDependencies[]> {
  const distinct = [...new Set(queries)]
  const answers = new Map<string, QueryDependencies>()
  if (distinct.length > 0) await client.query(asking)
  for (let start = 0; start < distinct.length; start += batchSize) {
    const batch = distinct.slice(start, start + batchSize)
    const { rows } = await client.query<{ answer: QueryDependencies }>(
      'select pg_temp.sightline_ask(sql) as answer from unnest($1::text[]) with ordinality as asked (sql, position) order by position',
      [batch],
    )
    for (const [index, sql] of batch.entries()) {
      const answer = rows[index]?.answer
      if (answer) answers.set(sql, answer)
    }
  }
  return queries.map((sql) => answers.get(sql) ?? noAnswer)
}

const noAnswer: QueryDependencies = { ok: false, message: 'Postgres gave no answer.', state: '', details: [] }

/**
 * A result may have two columns of one name, which a view may not: then its first columns are numbered until none are
 * equal. An exception takes everything back that was done since the block began, locks included; what the variables
 * hold stays.
 */
const asking = `create or replace function pg_temp.sightline_ask(sql text) returns jsonb language plpgsql as $ask$
declare
  columns text := '';
  numbered int := 0;
  answer jsonb;
  asked oid;
  state text;
  message text;
  detail text;
  hint text;
begin
  loop
    begin
      execute 'create temporary view sightline_query ' || columns || ' as ' || sql;
      asked := pg_catalog.to_regclass('pg_temp.sightline_query');
      select jsonb_build_object(
        'ok', true,
        'definition', pg_catalog.pg_get_viewdef(asked),
        'relations', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'schema', n.nspname,
            'name', c.relname,
            'columns', array(
              select a.attname from pg_catalog.pg_attribute a
              where a.attrelid = c.oid and a.attnum = any(used.numbers) order by a.attname
            ),
            'allColumns', array(
              select a.attname from pg_catalog.pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum
            )
          )), '[]')
          from (
            select d.refobjid, array_agg(d.refobjsubid) filter (where d.refobjsubid > 0) as numbers
            from pg_catalog.pg_rewrite r
            join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = r.oid
            where r.ev_class = asked
              and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid <> r.ev_class
            group by d.refobjid
          ) used
          join pg_catalog.pg_class c on c.oid = used.refobjid and c.relkind in ('r', 'v', 'm', 'p', 'f')
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
          where n.nspname not in ('pg_catalog', 'information_schema')
        ),
        'functions', (
          select coalesce(jsonb_agg(distinct jsonb_build_object(
            'schema', n.nspname, 'name', p.proname, 'signature', p.oid::regprocedure::text
          )), '[]')
          from pg_catalog.pg_rewrite r
          join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = r.oid
            and d.refclassid = 'pg_catalog.pg_proc'::regclass
          join pg_catalog.pg_proc p on p.oid = d.refobjid
          join pg_catalog.pg_namespace n on n.oid = p.pronamespace
          where r.ev_class = asked
            and n.nspname not in ('pg_catalog', 'information_schema')
        ),
        'needs', (
          select coalesce(jsonb_agg(distinct jsonb_build_object('table', t.relname, 'oid', d.refobjid::bigint)), '[]')
          from pg_catalog.pg_rewrite r
          join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = r.oid
          join pg_catalog.pg_class t on t.oid = d.refclassid
            and t.relname in ('pg_class', 'pg_proc', 'pg_operator', 'pg_type', 'pg_ts_config', 'pg_ts_dict')
          where r.ev_class = asked and d.refobjid <> asked
        )
      ) into answer;
      raise exception using errcode = 'SLASK';
    exception when others then
      get stacked diagnostics state = returned_sqlstate, message = message_text,
        detail = pg_exception_detail, hint = pg_exception_hint;
    end;
    exit when state <> '42701' or numbered >= 1600;
    numbered := numbered + 1;
    columns := '(' || (select string_agg('sightline_' || i, ', ') from generate_series(1, numbered) i) || ')';
  end loop;
  if state = 'SLASK' then return answer; end if;
  if state in ('40P01', '55P03') or state like '08%' or state like '53%' or state like '57P%' or state like 'XX%' then
    raise exception using errcode = state, message = message;
  end if;
  return jsonb_build_object('ok', false, 'message', message, 'state', state, 'details', (
    select coalesce(jsonb_agg(one order by n), '[]')
    from (values (1, detail), (2, hint)) as said (n, one) where one <> ''
  ));
end $ask$`
