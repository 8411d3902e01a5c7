import type { ClientBase } from 'pg'
import type { ImportedType } from './imported.ts'

const named = (type: string) => `(
  select case when en.nspname <> 'pg_catalog' then en.nspname || '.' || e.typname end
  from pg_type e join pg_namespace en on en.oid = e.typnamespace
  where e.oid = case when ${type}.typcategory = 'A' then ${type}.typelem else ${type}.oid end)`

const query = `
select jsonb_build_object('schema', n.nspname, 'name', t.typname) || case
  when x.extname is not null then jsonb_build_object('kind', 'extension', 'extension', x.extname)
  when t.typtype = 'e' then jsonb_build_object('kind', 'enum', 'labels',
    (select jsonb_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = t.oid))
  when t.typtype = 'd' then (select jsonb_build_object('kind', 'domain', 'base', format_type(t.typbasetype, t.typtypmod),
      'named', ${named('b')}, 'notNull', t.typnotnull,
      'check', (select string_agg(pg_get_expr(k.conbin, 0), ' and ' order by k.conname) from pg_constraint k where k.contypid = t.oid and k.contype = 'c'))
    from pg_type b where b.oid = t.typbasetype)
  else jsonb_build_object('kind', 'composite', 'fields', (
    select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'named', ${named('f')}) order by a.attnum)
    from pg_attribute a join pg_type f on f.oid = a.atttypid
    where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped))
  end as type
from unnest($1::text[]) as wanted (name)
join pg_namespace n on n.nspname = split_part(wanted.name, '.', 1)
join pg_type t on t.typnamespace = n.oid and t.typname = substr(wanted.name, length(n.nspname) + 2)
left join pg_depend d on d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e'
left join pg_extension x on x.oid = d.refobjid
where x.extname is not null or t.typtype in ('e', 'd') or t.typtype = 'c'
order by n.nspname, t.typname`

/** Reads the types that columns are of, and those that they are made of, each after those. */
export async function readTypes(client: ClientBase, names: readonly string[]): Promise<ImportedType[]> {
  const found = new Map<string, ImportedType>()
  const read = async (wanted: readonly string[]): Promise<void> => {
    const { rows } = await client.query<{ type: ImportedType }>(query, [wanted])
    for (const { type } of rows) {
      const below = partsOf(type).filter((name) => !found.has(name))
      if (below.length > 0) await read(below)
      found.set(`${type.schema}.${type.name}`, type)
    }
  }
  await read([...new Set(names)])
  return [...found.values()]
}

function partsOf(type: ImportedType): string[] {
  if (type.kind === 'domain') return type.named === null ? [] : [type.named]
  return type.kind === 'composite' ? type.fields.flatMap((field) => field.named ?? []) : []
}
