import { quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type ChangeLog, type IncrementalParts, triggerEvents, triggerName } from './incremental-parts.ts'

/** A relation and its partitions: its own triggers are on each of these too. */
const tree = (source: string) =>
  `(select ${source} as relid union select relid from pg_catalog.pg_partition_tree(${source}))`

const regclass = ({ source }: ChangeLog) => `${quoteLiteral(relationName(source).sql)}::regclass`

const names = (parts: IncrementalParts): string =>
  triggerEvents.map((event) => quoteLiteral(triggerName(parts, event))).join(', ')

/**
 * What changes where rows change that no trigger notes, as an array of text: the files that the rows are in, since a
 * partition comes or goes with rows and a column is written anew without a trigger, and the triggers themselves, since
 * one that is disabled and enabled again has missed what was written between.
 */
export function watchedSql(parts: IncrementalParts): string {
  const sources = parts.logs.map(({ source }) => quoteLiteral(relationName(source).sql)).join(', ')
  return `(
    with parts as (
      select c.oid, c.relkind, c.relfilenode
      from unnest(array[${sources}]::regclass[]) as s (source)
      cross join lateral ${tree('s.source')} as t
      join pg_catalog.pg_class as c on c.oid = t.relid
    )
    select coalesce(array_agg(w.part), '{}') from (
      select p.oid || ' ' || p.relfilenode from parts as p where p.relkind <> 'p'
      union all
      select 'trigger ' || g.oid || ' ' || g.xmin
      from parts as p join pg_catalog.pg_trigger as g on g.tgrelid = p.oid where g.tgname in (${names(parts)})
    ) as w (part)
  )`
}

/** Whether something of it went or became another, or came with rows. */
export const watchedDiffer = (known: string, found: string): string => `exists (
      select from unnest(${known}) as k (part) where k.part <> all (${found})
    ) or exists (
      select from unnest(${found}) as p (part) where p.part <> all (${known})
        and case when p.part like 'trigger %' then false else
          pg_catalog.pg_relation_size(split_part(p.part, ' ', 1)::oid::regclass) > 0 end
    )`

/**
 * Whether changes go unnoted: somebody dropped or disabled a trigger, or the rows are written where it is not: at
 * another server, in a table that inherits from this one, in a partition that has only triggers for each row, or by a
 * subscription, which calls those that are always on.
 */
export function isUnwatched(parts: IncrementalParts, log: ChangeLog): string {
  const source = regclass(log)
  const own = `from pg_catalog.pg_trigger as g where g.tgname in (${names(parts)})`
  return `(select count(*) ${own} and g.tgrelid = ${source}) < ${triggerEvents.length}
    or exists (select ${own} and g.tgrelid in ${tree(source)} and g.tgenabled not in ('O', 'A'))
    or exists (
      select from ${tree(source)} as t join pg_catalog.pg_class as c on c.oid = t.relid
      where c.relkind = 'f'
        or c.relkind = 'r' and exists (
          select from pg_catalog.pg_inherits as i join pg_catalog.pg_class as heir on heir.oid = i.inhrelid
          where i.inhparent = c.oid and heir.relnamespace::regnamespace::text <> '_timescaledb_internal')
        or c.relkind = 'p' and exists (select ${own} and g.tgrelid = c.oid and g.tgtype & 33 = 0)
        or exists (select from pg_catalog.pg_subscription_rel as s where s.srrelid = c.oid)
          and exists (select ${own} and g.tgrelid = c.oid and (g.tgenabled <> 'A' or g.tgtype & 33 = 0)))`
}

/** Whether it is written by a subscription, which calls no triggers of statements but those of TRUNCATE. */
export const isSubscribed = (relation: string): string =>
  `exists (select from pg_catalog.pg_subscription_rel where srrelid in ${tree(relation)})`
