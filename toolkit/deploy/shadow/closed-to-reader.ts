import type { ClientBase } from 'pg'
import type { CatalogObject } from '../../postgres/query-dependencies.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'
import type { AskedText } from './named-schemas.ts'
import type { NeedsGraph } from './needs-graph.ts'

interface ClosedFunction {
  readonly schema: string
  readonly name: string
  readonly signature: string
}

/** Functions of the server that the reader may not call, of those names of which it may call none. */
const closed = `
select n.nspname::text as schema, p.proname::text as name, oidvectortypes(p.proargtypes) as signature, p.oid
from pg_proc p join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'pg_catalog'
where p.proacl is not null and not has_function_privilege(
    coalesce((select oid from pg_roles where rolname = $1), 0), p.oid, 'execute')
  and not exists (
    select from pg_proc o where o.pronamespace = p.pronamespace and o.proname = p.proname and has_function_privilege(
      coalesce((select oid from pg_roles where rolname = $1), 0), o.oid, 'execute'))`

/** The views that call such a function, which Postgres lists nowhere: it stands in their trees. */
export async function viewsThatCallClosed(
  client: ClientBase,
  role: string,
  { needs }: NeedsGraph,
  stored: readonly number[],
): Promise<(ClosedFunction & { readonly view: CatalogObject })[]> {
  const views = [...needs.keys()].flatMap((key) => (key.startsWith('pg_class ') ? [key.slice(9)] : []))
  const { rows } = await client.query<ClosedFunction & { readonly oid: number }>(
    `with closed as (${closed}), named as (select string_agg(oid::text, '|') as oids from closed)
     select closed.schema, closed.name, closed.signature, r.ev_class::bigint::float8 as oid
     from named join pg_rewrite r on r.ev_class = any($2) and r.ev_class <> all($3)
       and r.ev_action::text ~ (':funcid (' || oids || ') ')
     join closed on strpos(r.ev_action::text, ':funcid ' || closed.oid || ' ') > 0
     order by 1, 2, 3`,
    [role, views, stored],
  )
  return rows.map(({ oid, ...one }) => ({ ...one, view: { table: 'pg_class', oid } }))
}

/** The texts that call such a function. */
export async function textsThatCallClosed(
  client: ClientBase,
  role: string,
  texts: readonly AskedText[],
): Promise<(ClosedFunction & { readonly where: readonly string[] })[]> {
  const { rows } = await client.query<ClosedFunction>(
    `select schema, name, signature from (${closed}) c order by 1, 2, 3`,
    [role],
  )
  const mention = new RegExp(rows.map(({ name }) => name.replaceAll(/\W/g, '\\$&')).join('|') || '(?!)')
  const callers = new Map<string, string[]>()
  for (const { sql, where } of texts) {
    if (!mention.test(sql)) continue
    for (const name of mentionedNames(sql).functions) {
      const plain = name.replace(/^pg_catalog\./, '')
      callers.set(plain, [...(callers.get(plain) ?? []), ...where])
    }
  }
  return rows.flatMap((one) => {
    const where = callers.get(one.name)
    return where ? [{ ...one, where: [...new Set(where)] }] : []
  })
}
