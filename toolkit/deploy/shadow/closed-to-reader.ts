import type { ClientBase } from 'pg'
import type { CatalogObject } from '../../postgres/query-dependencies.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import type { AskedText } from './named-schemas.ts'
import type { NeedsGraph } from './needs-graph.ts'
import type { ClosedThing } from './others-used.ts'

interface Closed {
  readonly name: string
  readonly what: string
  readonly grant: string
}

/** The reader, or everybody where it is not there yet. */
const reader = 'coalesce((select oid from pg_roles where rolname = $1), 0)'

/** Functions of the server that the reader may not call, of those names of which it may call none. */
const functions = `
select p.proname::text as name, p.oid, format('the function pg_catalog.%I(%s)', p.proname, oidvectortypes(p.proargtypes)) as what,
  format('GRANT EXECUTE ON FUNCTION pg_catalog.%I(%s) TO %I', p.proname, oidvectortypes(p.proargtypes), $1::text) as grant
from pg_proc p
where p.pronamespace = 'pg_catalog'::regnamespace and p.proacl is not null
  and not has_function_privilege(${reader}, p.oid, 'execute') and not exists (
    select from pg_proc o where o.pronamespace = p.pronamespace and o.proname = p.proname
      and has_function_privilege(${reader}, o.oid, 'execute'))`

const relations = `
select c.relname::text as name, format('the table pg_catalog.%I', c.relname) as what,
  format('GRANT SELECT ON pg_catalog.%I TO %I', c.relname, $1::text) as grant
from pg_class c
where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind in ('r', 'v')
  and not has_any_column_privilege(${reader}, c.oid, 'select')`

/** The views that call such a function, which Postgres lists nowhere: it stands in their trees. */
export async function viewsThatCallClosed(
  client: ClientBase,
  role: string,
  { needs }: NeedsGraph,
  stored: readonly number[],
): Promise<(Closed & { readonly view: CatalogObject })[]> {
  const views = [...needs.keys()].flatMap((key) => (key.startsWith('pg_class ') ? [key.slice(9)] : []))
  const { rows } = await client.query<Closed & { readonly view: number }>(
    `with closed as (${functions}), named as (select string_agg(oid::text, '|') as oids from closed)
     select closed.name, closed.what, closed.grant, r.ev_class::bigint::float8 as view
     from named join pg_rewrite r on r.ev_class = any($2) and r.ev_class <> all($3)
       and r.ev_action::text ~ (':funcid (' || oids || ') ')
     join closed on strpos(r.ev_action::text, ':funcid ' || closed.oid || ' ') > 0
     order by 2`,
    [role, views, stored],
  )
  return rows.map(({ view, ...one }) => ({ ...one, view: { table: 'pg_class', oid: view } }))
}

/** What of the server these texts name and the reader may not use: functions, and tables of the catalogue. */
export async function closedOfServer(
  client: ClientBase,
  role: string,
  texts: readonly AskedText[],
): Promise<ClosedThing[]> {
  const ask = async (query: string) =>
    (await client.query<Closed>(`select name, what, "grant" from (${query}) c order by 2`, [role])).rows
  const [called, read] = [await ask(functions), await ask(relations)]
  const names = [...called, ...read].map(({ name }) => name)
  const mention = new RegExp(names.map((name) => `\\b${name}\\b`).join('|') || '(?!)', 'i')
  const mentioned = texts.filter(({ sql }) => mention.test(sql))
  const found = mentioned.map(({ sql, where }) => ({ ...mentionedNames(sql), where }))
  const callers = ({ name, ...one }: Closed, kind: 'functions' | 'relations'): ClosedThing[] => {
    const own = found.filter((text) => text[kind].has(name) || text[kind].has(`pg_catalog.${name}`))
    return own.length === 0 ? [] : [{ ...one, where: [...new Set(own.flatMap(({ where }) => where))] }]
  }
  return [
    ...called.flatMap((one) => callers(one, 'functions')),
    ...read.flatMap((one) => callers(one, 'relations')),
  ]
}

/** Sequences that these texts read. */
export async function closedSequences(
  client: ClientBase,
  role: string,
  texts: readonly AskedText[],
): Promise<ClosedThing[]> {
  const oids = texts.flatMap(({ needs = [] }) => needs.filter(({ table }) => table === 'pg_class'))
  const { rows } = await client.query<{ oid: number; name: string }>(
    `select c.oid::bigint::float8 as oid, ${writtenNameSql('n.nspname', 'c.relname')} as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.oid = any($2) and case c.relkind when 'S' then not has_sequence_privilege(${reader}, c.oid, 'select') end
     order by 2`,
    [role, [...new Set(oids.map(({ oid }) => oid))]],
  )
  return rows.flatMap(({ oid, name }) => {
    const own = texts.filter(
      ({ sql, needs = [] }) =>
        needs.some((one) => one.table === 'pg_class' && one.oid === oid) &&
        mentionedNames(sql).relations.has(name),
    )
    if (own.length === 0) return []
    const grant = `GRANT SELECT ON SEQUENCE ${relationName(name).sql} TO ${quoteIdentifier(role)}`
    return [{ what: `the sequence ${name}`, grant, where: [...new Set(own.flatMap((text) => text.where))] }]
  })
}
