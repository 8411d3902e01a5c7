import type { ClientBase } from 'pg'
import { arrayParser, valueParser } from './value-parsers.ts'

interface ArrayType {
  readonly oid: number
  readonly element: number
}

/** Array types that are not Postgres's own: of enums, domains, composite types, and those of extensions. */
const query = `
select a.oid::int as oid, coalesce(nullif(e.typbasetype, 0), e.oid)::int as element
from pg_type a
join pg_type e on e.oid = a.typelem and e.typarray = a.oid
left join pg_class c on c.oid = e.typrelid
where a.oid >= 16384 and (c.oid is null or c.relkind = 'c')`

/** Has a client read lists of types that this database alone has as lists. */
export async function learnTypes(client: ClientBase): Promise<void> {
  const { rows } = await client.query<ArrayType>(query)
  for (const { oid, element } of rows) client.setTypeParser(oid, 'text', arrayParser(valueParser(element)))
}
