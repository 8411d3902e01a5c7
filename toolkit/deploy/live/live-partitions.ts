import type { ClientBase } from 'pg'
import { relationName } from '../../sql/relation-name.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'

/** A table in the tree of a partitioned one, which is the first. */
export interface Partition {
  readonly schema: string
  readonly name: string
  /** The place of the table that it is a partition of in this list; undefined for the first. */
  readonly parent: number | null
  readonly isPartitioned: boolean
  /** Rows of it are somewhere else, where no index can be built. */
  readonly isForeign: boolean
  readonly indexes: readonly PartitionIndex[]
}

export interface PartitionIndex {
  readonly name: string
  readonly valid: boolean
  /** The index of the table above that it is attached to, in the schema of that table. */
  readonly attachedTo: string | null
}

interface PartitionRow extends Omit<Partition, 'parent'> {
  readonly root: string
  readonly oid: string
  readonly parentOid: string | null
}

const query = `
select ${writtenNameSql('w.schema', 'w.name')} as root,
  c.oid::text as oid, tree.parentrelid::oid::text as "parentOid",
  cn.nspname::text as schema, c.relname::text as name,
  c.relkind = 'p' as "isPartitioned", c.relkind = 'f' as "isForeign",
  coalesce((
    select jsonb_agg(jsonb_build_object('name', ic.relname, 'valid', i.indisvalid, 'attachedTo', (
      select pc.relname from pg_inherits h join pg_class pc on pc.oid = h.inhparent where h.inhrelid = i.indexrelid
    )))
    from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid
  ), '[]') as indexes
from unnest($1::text[], $2::text[]) as w (schema, name)
join pg_namespace n on n.nspname = w.schema
join pg_class t on t.relnamespace = n.oid and t.relname = w.name and t.relkind = 'p'
cross join lateral pg_partition_tree(t.oid) with ordinality as tree (relid, parentrelid, isleaf, level, position)
join pg_class c on c.oid = tree.relid
join pg_namespace cn on cn.oid = c.relnamespace
order by root, tree.level, tree.position`

/** The trees of those of these tables that are partitioned, each table after the one that it is a partition of. */
export async function readPartitions(
  client: ClientBase,
  names: Iterable<string>,
): Promise<Map<string, Partition[]>> {
  const split = [...new Set(names)].map((name) => relationName(name))
  if (split.length === 0) return new Map()
  const { rows } = await client.query<PartitionRow>(query, [
    split.map(({ schema }) => schema),
    split.map(({ name }) => name),
  ])
  const trees = new Map<string, Partition[]>()
  const places = new Map<string, number>()
  for (const { root, oid, parentOid, ...row } of rows) {
    const tree = trees.get(root) ?? []
    places.set(`${root} ${oid}`, tree.length)
    const parent = tree.length === 0 ? null : (places.get(`${root} ${parentOid}`) ?? null)
    trees.set(root, [...tree, { ...row, parent }])
  }
  return trees
}
