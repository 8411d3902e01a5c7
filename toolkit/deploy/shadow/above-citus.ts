import type { ClientBase } from 'pg'

/** The views that read tables which Citus keeps: it asks the parts of those with the rights of who reads the view. */
export async function viewsAboveCitus(client: ClientBase): Promise<number[]> {
  const { rows } = await client.query<{ oid: number }>(
    `with recursive above (oid) as (
       select logicalrelid::oid from pg_catalog.pg_dist_partition
       union
       select r.ev_class from above
       join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = above.oid
       join pg_rewrite r on r.oid = d.objid and r.ev_class <> above.oid and r.ev_type = '1'
     )
     select v.oid::bigint::float8 as oid from above join pg_class v on v.oid = above.oid and v.relkind = 'v'`,
  )
  return rows.map(({ oid }) => oid)
}
