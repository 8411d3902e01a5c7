import type { ClientBase } from 'pg'
import { refreshCall } from '../kinds/incremental-view/incremental-parts.ts'
import { RelationName, relationName } from '../sql/relation-name.ts'

/** Where a database keeps the rows of a stored view of ours. */
export interface LiveStorage {
  /** Its name, quoted where it must be. */
  readonly name: string
  /** The statement that brings it up to date, during which readers go on reading where that is possible. */
  refresh(how: RefreshHow): string
}

/** Whether rows are brought up to date by what changed, where that is possible, or all of them are worked out. */
export type RefreshHow = 'by what changed' | 'entirely'

interface StorageRow {
  readonly schema: string
  readonly name: string
  readonly isMaterialized: boolean
  /** Readers may go on reading during a refresh: it has rows, and a unique index over whole columns. */
  readonly concurrent: boolean
}

/** Finds where a view's rows are stored now: what the view of its name selects from, whatever release made it. */
export async function liveStorages(client: ClientBase, view: string): Promise<LiveStorage[]> {
  const { schema, name } = relationName(view)
  const { rows } = await client.query<StorageRow>(
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
     select n.nspname::text as schema, c.relname::text as name, c.relkind = 'm' as "isMaterialized",
       c.relispopulated and exists (
         select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indisvalid
           and i.indpred is null and i.indexprs is null
       ) as concurrent
     from storage join pg_class c on c.oid = storage.oid and c.relkind in ('m', 'r')
     join pg_namespace n on n.oid = c.relnamespace order by 1, 2`,
    [schema, name],
  )
  return rows.map((row) => {
    const storage = new RelationName(row.schema, row.name)
    return {
      name: storage.sql,
      refresh: (how) =>
        row.isMaterialized
          ? `refresh materialized view ${row.concurrent ? 'concurrently ' : ''}${storage.sql}`
          : `select ${refreshCall(storage.written, how === 'entirely')}`,
    }
  })
}
