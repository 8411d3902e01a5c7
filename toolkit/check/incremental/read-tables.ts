import type { ClientBase } from 'pg'
import { RelationName } from '../../sql/relation-name.ts'

interface Found {
  readonly schema: string
  readonly name: string
}

/** The tables that a view reads, by itself or by way of other views, as Postgres knows them. */
export async function readTables(client: ClientBase, view: RelationName): Promise<string[]> {
  const { rows } = await client.query<Found>(
    `with recursive read (oid) as (
       select $1::regclass::oid
       union
       select d.refobjid from read
       join pg_rewrite w on w.ev_class = read.oid
       join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
       where d.refclassid = 'pg_class'::regclass and d.refobjid <> w.ev_class
     )
     select nspname as schema, relname as name from read
     join pg_class c on c.oid = read.oid join pg_namespace n on n.oid = relnamespace
     where relkind not in ('v', 'S') order by 1, 2`,
    [view.sql],
  )
  return rows.map(({ schema, name }) => new RelationName(schema, name).written)
}
