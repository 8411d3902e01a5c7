import type { ClientBase } from 'pg'
import { relationName } from '../sql/relation-name.ts'

/** A materialized view in the database that holds the rows of one of ours. */
export interface LiveStorage {
  /** Its name, quoted where it must be. */
  readonly name: string
  /** Readers may go on reading during a refresh: it has rows, and a unique index over whole columns. */
  readonly concurrent: boolean
}

/** Finds where a view's rows are stored now: what the view of its name selects from, whatever release made it. */
export async function liveStorages(client: ClientBase, view: string): Promise<LiveStorage[]> {
  const { schema, name } = relationName(view)
  const { rows } = await client.query<LiveStorage>(
    `with facade as (
       select c.oid, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relname = $2
     ), storage as (
       select oid from facade where relkind = 'm'
       union
       select d.refobjid from facade
       join pg_rewrite r on r.ev_class = facade.oid and facade.relkind = 'v'
       join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
         and d.refclassid = 'pg_class'::regclass
     )
     select format('%I.%I', n.nspname, c.relname) as name,
       c.relispopulated and exists (
         select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indisvalid
           and i.indpred is null and i.indexprs is null
       ) as concurrent
     from storage join pg_class c on c.oid = storage.oid and c.relkind = 'm'
     join pg_namespace n on n.oid = c.relnamespace order by 1`,
    [schema, name],
  )
  return rows
}
