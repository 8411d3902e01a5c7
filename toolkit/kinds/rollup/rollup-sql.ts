import { derivedName } from '../../sql/derived-name.ts'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { createTableSql } from '../table/table-sql.ts'
import type { DesiredRollup } from './desired-rollup.ts'

type RollupText = Pick<DesiredRollup, 'name' | 'per' | 'columns' | 'primaryKey' | 'keep'>

/** CREATE TABLE, without its partitions. */
export const createRollupSql = (rollup: RollupText): string =>
  `${createTableSql(rollup)} partition by range (${quoteIdentifier(rollup.per)})`

/** How much time one partition has: enough rows to be worth a table, and few enough to be dropped at once. */
const spans = { minute: 'day', hour: 'month', day: 'year' } as const

/**
 * Makes the partitions of all that is kept and of the time to come, and drops those that are older. A partition is made
 * beside the table and then attached, so that nobody who reads or writes waits.
 */
export function keepPartitionsSql({ name, per, keep }: RollupText): string {
  const span = spans[per]
  const { schema, name: own } = relationName(name)
  const stem = derivedName(own, { suffix: '__00000000' }).slice(0, -8)
  const [s, t, p] = [schema, own, stem].map(quoteLiteral)
  const first = `date_trunc('${span}', (now() - interval '${keep} hours') at time zone 'UTC')`
  const parts = `from pg_catalog.pg_inherits i
    join pg_catalog.pg_class c on c.oid = i.inhrelid
    join pg_catalog.pg_class r on r.oid = i.inhparent and r.relname = ${t}
    join pg_catalog.pg_namespace n on n.oid = r.relnamespace and n.nspname = ${s}`
  return `do $partitions$
declare
  beginning timestamp;
  part text;
begin
  for beginning in select generate_series(${first}, (now() at time zone 'UTC') + interval '2 ${span}s', interval '1 ${span}') loop
    part := ${p} || to_char(beginning, 'YYYYMMDD');
    if not exists (select ${parts} where c.relname = part) then
      execute format('create table %I.%I (like %I.%I including all)', ${s}, part, ${s}, ${t});
      execute format('alter table %I.%I attach partition %I.%I for values from (%L) to (%L)', ${s}, ${t}, ${s}, part,
        to_char(beginning, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(beginning + interval '1 ${span}', 'YYYY-MM-DD') || ' 00:00:00+00');
    end if;
  end loop;
  for part in select c.relname ${parts} where left(c.relname, -8) = ${p} and right(c.relname, 8) ~ '^[0-9]{8}$'
    and to_date(right(c.relname, 8), 'YYYYMMDD') < ${first} loop
    execute format('drop table %I.%I', ${s}, part);
  end loop;
end
$partitions$`
}
