import { quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { ChangeLog } from './incremental-parts.ts'

/** The partitions of relations, each with the file that its rows are in, as an array of text. */
export function partitionsSql(logs: readonly ChangeLog[]): string {
  const sources = logs.map(({ source }) => quoteLiteral(relationName(source).sql)).join(', ')
  return `(
    select coalesce(array_agg(c.oid || ' ' || c.relfilenode), '{}')
    from unnest(array[${sources}]::regclass[]) as s (source)
    cross join lateral pg_catalog.pg_partition_tree(s.source) as t
    join pg_catalog.pg_class as c on c.oid = t.relid
    where t.isleaf and t.level > 0
  )`
}

/** Whether a partition went or was emptied, or came with rows: that calls no trigger. */
export const partitionsDiffer = (known: string, found: string): string => `exists (
      select from unnest(${known}) as k (part) where k.part <> all (${found})
    ) or exists (
      select from unnest(${found}) as p (part) where p.part <> all (${known})
        and pg_catalog.pg_relation_size(split_part(p.part, ' ', 1)::oid::regclass) > 0
    )`
