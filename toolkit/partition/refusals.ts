import type { ClientBase } from 'pg'

/** What a table has that would not come along. */
interface Obstacle {
  readonly what: string
}

/** Each gives a line for what stands in the way; $1 is the table, $2 the column. */
const obstacles: readonly string[] = [
  `select 'it is a partition, a child or a parent of another table' as what
   where exists (select from pg_inherits where inhrelid = $1::oid or inhparent = $1::oid)`,
  `select 'it is a temporary or unlogged table' as what from pg_class where oid = $1::oid and relpersistence <> 'p'`,
  `select 'it is of the type ' || reloftype::regtype as what from pg_class where oid = $1::oid and reloftype <> 0`,
  `select 'its storage parameters (' || array_to_string(reloptions, ', ') || ') cannot stand on a partitioned table: reset them' as what
   from pg_class where oid = $1::oid and reloptions is not null`,
  `select 'its replica identity is not its primary key' as what from pg_class where oid = $1::oid and relreplident <> 'd'`,
  `select format('the column %s is generated', attname) as what from pg_attribute where attrelid = $1::oid and attname = $2 and attgenerated <> ''`,
  `select format('the constraint %s is not validated', conname) as what from pg_constraint
   where conrelid = $1::oid and not convalidated and conname <> $3`,
  `select format('the constraint %s excludes rows by more than being equal', conname) as what from pg_constraint where conrelid = $1::oid and contype = 'x'`,
  `select format('the key %s can be deferred', conname) as what from pg_constraint where conrelid = $1::oid and contype in ('p', 'u') and condeferrable`,
  `select format('the foreign key %s refers to the table itself', conname) as what from pg_constraint
   where conrelid = $1::oid and confrelid = $1::oid and contype = 'f'`,
  `select format('the foreign key %s of %s refers to a key without the column %s, which a partitioned table cannot have', conname, conrelid::regclass, $2::text) as what
   from pg_constraint k where confrelid = $1::oid and conrelid <> $1::oid and contype = 'f' and conparentid = 0
   and not exists (select from pg_attribute a where a.attrelid = $1::oid and a.attname = $2 and a.attnum = any(k.confkey))`,
  `select format('the foreign key %s is of the partitioned table %s, where none can be added without a check of every row', conname, conrelid::regclass) as what
   from pg_constraint k join pg_class c on c.oid = conrelid and c.relkind = 'p' where confrelid = $1::oid and contype = 'f'`,
  `select format('the trigger %s is a constraint, or looks at the rows of a statement', tgname) as what from pg_trigger
   where tgrelid = $1::oid and not tgisinternal and (tgconstraint <> 0 or (tgtype & 1 = 1 and (tgoldtable is not null or tgnewtable is not null)))`,
  `select format('the trigger %s does not run at all times', tgname) as what from pg_trigger
   where tgrelid = $1::oid and not tgisinternal and tgenabled not in ('O', 'A')`,
  `select format('the subscription %s writes it, which would not find it again', subname) as what
   from pg_subscription_rel r join pg_subscription s on s.oid = r.srsubid where r.srrelid = $1::oid`,
  `select format('the publication %s would publish its rows under the names of partitions, which a subscriber does not have: ALTER PUBLICATION %1$I SET (publish_via_partition_root)', p.pubname) as what
   from pg_publication p where not p.pubviaroot and exists (
     select from pg_publication_tables t where t.pubname = p.pubname and to_regclass(format('%I.%I', t.schemaname, t.tablename)) = $1::oid)`,
  `select format('the rule %s is on it', rulename) as what from pg_rewrite where ev_class = $1::oid`,
  `select format('the materialized view %s reads it, and would go on with the old rows: drop it, and make it again afterwards', v.oid::regclass) as what
   from pg_class v where v.relkind = 'm' and exists (
     select from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
     where r.ev_class = v.oid and d.refclassid = 'pg_class'::regclass and d.refobjid = $1::oid)`,
  `select format('the view %s reads it and belongs to %s', v.oid::regclass, pg_get_userbyid(v.relowner)) as what
   from pg_class v where v.relkind = 'v' and not pg_has_role(v.relowner, 'usage') and exists (
     select from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
     where r.ev_class = v.oid and d.refclassid = 'pg_class'::regclass and d.refobjid = $1::oid)`,
  `select format('it belongs to %s, and this role is none of its members', pg_get_userbyid(relowner)) as what
   from pg_class where oid = $1::oid and not pg_has_role(relowner, 'usage')`,
  `select pg_describe_object(d.classid, d.objid, d.objsubid) || ' needs it in a way that cannot be carried over' as what
   from pg_depend d left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
   left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
   left join pg_type own on own.typrelid = $1::oid
   where ((d.refclassid = 'pg_class'::regclass and d.refobjid = $1::oid)
       or (d.refclassid = 'pg_type'::regclass and d.refobjid in (own.oid, own.typarray)))
     and d.deptype in ('n', 'a') and r.oid is null
     and not (d.classid = 'pg_class'::regclass and c.relkind in ('i', 'S', 't'))
     and d.classid not in ('pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_attrdef'::regclass,
       'pg_publication_rel'::regclass, 'pg_statistic_ext'::regclass)`,
]

/** A publication may publish only some of the columns or rows, from Postgres 15 on. */
const filteredPublications = `select format('the publication %s publishes only some of its columns or rows', pubname) as what
   from pg_publication_rel r join pg_publication p on p.oid = r.prpubid where r.prrelid = $1::oid and (r.prqual is not null or r.prattrs is not null)`

/** What of a table cannot be carried over to a partitioned one, in words. */
export async function readObstacles(
  client: ClientBase,
  oid: string,
  column: string,
  constraint: string,
): Promise<string[]> {
  const { rows: versions } = await client.query<{ major: number }>(
    `select current_setting('server_version_num')::int / 10000 as major`,
  )
  const asked = (versions[0]?.major ?? 0) >= 15 ? [...obstacles, filteredPublications] : obstacles
  const found: string[] = []
  for (const sql of asked) {
    const used = [oid, column, constraint].filter((_, place) => sql.includes(`$${place + 1}`))
    const numbered = sql.includes('$3') && !sql.includes('$2') ? sql.replaceAll('$3', '$2') : sql
    const { rows } = await client.query<Obstacle>(numbered, used)
    found.push(...rows.map(({ what }) => what))
  }
  return found
}
