import type { ClientBase } from 'pg'
import { relationName } from '../../sql/relation-name.ts'

/** What keeps the rows of a table where an extension does: Citus on several servers, TimescaleDB in chunks. */
export interface TableHost {
  readonly kind: 'distributed table' | 'reference table' | 'hypertable'
  /** The column by which Citus tells the server of a row; null for the others. */
  readonly by: string | null
}

/** What extensions do with the tables of a database. */
export interface LiveHosts {
  /** The version of each that is installed. */
  readonly versions: ReadonlyMap<HostExtension, string>
  readonly tables: ReadonlyMap<string, TableHost>
}

/** How to ask each extension which of the tables of $1, which are $2 in SQL, it keeps. */
const askedOf = {
  citus: `select w.name, case when d.partmethod = 'n' then 'reference table' else 'distributed table' end as kind,
  pg_catalog.column_to_column_name(d.logicalrelid, d.partkey) as by
from unnest($1::text[], $2::text[]) as w (name, relation)
join pg_catalog.pg_dist_partition d on d.logicalrelid = to_regclass(w.relation)
where d.partmethod <> 'n' or d.repmodel = 't'`,
  timescaledb: `select w.name, 'hypertable' as kind, null as by
from unnest($1::text[], $2::text[]) as w (name, relation)
join pg_catalog.pg_class c on c.oid = to_regclass(w.relation)
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join _timescaledb_catalog.hypertable h on h.schema_name = n.nspname and h.table_name = c.relname`,
} as const

export type HostExtension = keyof typeof askedOf

/** Which of these tables an extension keeps; none where none is installed. */
export async function readHosts(client: ClientBase, names: Iterable<string>): Promise<LiveHosts> {
  const wanted = [...new Set(names)]
  const { rows: installed } = await client.query<{ name: HostExtension; version: string }>(
    'select extname as name, extversion as version from pg_catalog.pg_extension where extname = any($1)',
    [Object.keys(askedOf)],
  )
  const tables = new Map<string, TableHost>()
  for (const { name: extension } of installed) {
    const written = wanted.map((one) => relationName(one).sql)
    const { rows } = await client.query<TableHost & { name: string }>(askedOf[extension], [wanted, written])
    for (const { name, kind, by } of rows) tables.set(name, { kind, by })
  }
  return { versions: new Map(installed.map(({ name, version }) => [name, version])), tables }
}

/** The tables that can have no triggers for statements: Citus has none on what it keeps. */
export const untriggered = ({ hosts }: { readonly hosts: LiveHosts }): Set<string> =>
  new Set([...hosts.tables].flatMap(([name, { kind }]) => (kind === 'hypertable' ? [] : [name])))
