import { derivedName } from '../../sql/derived-name.ts'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { PartitionBy, PartitionSpan } from './partition-by.ts'

/** What is known of a table that is partitioned by time. */
export interface PartitionedTable {
  readonly name: string
  readonly partitionBy: PartitionBy
  /** The type of its column as Postgres prints it. */
  readonly columnType: string
  /** The zone whose clock the column shows, where it has none itself. */
  readonly zone: string
}

/** PARTITION BY, as it stands behind CREATE TABLE. */
export const partitionByText = ({ column }: Pick<PartitionBy, 'column'>): string =>
  ` partition by range (${quoteIdentifier(column)})`

/** For how much time to come there are partitions, should the schedule not run. */
const ahead: Readonly<Record<PartitionSpan, string>> = {
  hour: '1 day',
  day: '3 days',
  week: '2 weeks',
  month: '2 months',
  year: '1 year',
}

/** The partition of rows that no other one takes. */
export const defaultPartition = (table: string): string =>
  relationName(table).with({ suffix: '__default' }).written

/**
 * Makes the partitions of all that is kept and of the time to come, with the rows that came before them, and one for all
 * other rows. `keep` also drops those that are older. What exists is told by its bounds, whatever its name. A partition is
 * made beside the table and then attached; locks are asked for at once and for a fifth of a second, so that nobody queues.
 */
export function partitionsSql(table: PartitionedTable, work: 'make' | 'keep'): string {
  const { every, keep, column } = table.partitionBy
  const { sql, schema, name } = relationName(table.name)
  const time = timeOf(table)
  const digits = every === 'hour' ? 'YYYYMMDDHH24' : 'YYYYMMDD'
  const zeros = every === 'hour' ? '0000000000' : '00000000'
  const stem = derivedName(name, { suffix: `__${zeros}` }).slice(0, -zeros.length)
  const here = `(now() at time zone ${quoteLiteral(time.zone)})`
  const isKept = keep !== 'forever'
  const oldest = isKept ? `date_trunc('${every}', ${here} - interval ${quoteLiteral(keep)})` : `'-infinity'`
  const drops = work === 'keep' && isKept
  const deletes = drops
    ? `
    execute format('delete from only %s where %I < %L', rest, ${quoteLiteral(column)}, ${time.write('oldest')});`
    : ''
  const bounds = `(select c.oid::regclass as part,
        coalesce(${time.read('m[2]')}, '-infinity') as lower, coalesce(${time.read('m[4]')}, 'infinity') as upper
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      cross join lateral regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\((MINVALUE|''([^'']*)'')\\) TO \\((MAXVALUE|''([^'']*)'')\\)') m
      where i.inhparent = parent and m is not null) as bounds`
  const rest = relationName(defaultPartition(table.name))
  const [home, restName, columnText] = [schema, rest.name, column].map(quoteLiteral)
  return `do $partitions$
declare
  parent constant regclass := ${quoteLiteral(sql)};
  oldest constant timestamp := ${oldest};
  horizon constant timestamp := ${here} + interval '${ahead[every]}';
  waiting constant text := current_setting('lock_timeout');
  beginning timestamp := ${isKept ? 'oldest' : `date_trunc('${every}', ${here})`};
  ending timestamp;
  gaps boolean;
  part text;
  rest regclass;
  fields text;
begin
  if not exists (select from pg_partitioned_table where partrelid = parent) then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('sightline partitions ' || parent::oid, 0));
  perform set_config('lock_timeout', '200ms', true);
  select partdefid::regclass into rest from pg_partitioned_table where partrelid = parent and partdefid <> 0;
  if rest is not null then${deletes}
    execute format('select min(%I) from only %s', ${columnText}, rest) into part;
    ending := date_trunc('${every}', ${time.read('part')});
    if ending >= oldest then beginning := least(beginning, ending); end if;
  end if;
  select coalesce(range_agg(tsrange(lower, upper)) @> tsrange(beginning, horizon), false) is false into gaps from ${bounds};
  for attempt in 1..30 loop
    begin
      if gaps and rest is not null then execute format('lock table only %s in access exclusive mode', rest); end if;${
        drops
          ? `
      if exists (select from ${bounds} where upper <= oldest) then lock table only ${sql} in access exclusive mode; end if;`
          : ''
      }
      exit;
    exception when lock_not_available then
      if attempt = 30 then
        raise exception using errcode = '55P03', message = format('The partitions of %s are in use, and are kept up the next time.', parent);
      end if;
      perform pg_sleep(0.5);
    end;
  end loop;
  select string_agg(quote_ident(attname), ', ' order by attnum) into fields from pg_attribute
    where attrelid = parent and attnum > 0 and not attisdropped and attgenerated = '';
  while beginning < horizon loop
    select max(upper) into ending from ${bounds} where lower <= beginning and upper > beginning;
    if ending is null then
      select least(date_trunc('${every}', beginning) + interval '1 ${every}', min(lower)) into ending from ${bounds} where lower > beginning;
      part := format('%I.%I', ${home}, ${quoteLiteral(stem)} || to_char(beginning, '${digits}'));
      execute format('create table %s (like %s including all excluding identity)', part, parent);
      if rest is not null then
        execute format('with moved as (delete from only %s where %I >= %L and %I < %L returning *) insert into %s (%s) select %s from moved',
          rest, ${columnText}, ${time.write('beginning')}, ${columnText}, ${time.write('ending')}, part, fields, fields);
      end if;
      execute format('alter table %s attach partition %s for values from (%L) to (%L)', parent, part, ${time.write('beginning')}, ${time.write('ending')});
    end if;
    beginning := ending;
  end loop;
  if rest is null then
    execute format('create table %I.%I (like %s including all excluding identity)', ${home}, ${restName}, parent);
    execute format('alter table %s attach partition %I.%I default', parent, ${home}, ${restName});
  end if;${drops ? dropsSql(bounds) : ''}
  perform set_config('lock_timeout', waiting, true);
end
$partitions$`
}

/** What something else still needs stays, with a warning. */
const dropsSql = (bounds: string): string => `
  for part in select bounds.part from ${bounds} where upper <= oldest order by upper loop
    begin
      execute format('alter table %s detach partition %s', parent, part);
      execute format('drop table %s', part);
    exception when dependent_objects_still_exist or foreign_key_violation then
      raise warning 'The partition % stays: %', part, sqlerrm;
    end;
  end loop;`

/** How the column is read and written as the clock of a zone shows it. */
function timeOf({ columnType, zone }: PartitionedTable) {
  const isMoment = columnType.endsWith('with time zone')
  return {
    zone: isMoment ? 'UTC' : zone,
    read: (text: string) => (isMoment ? `(${text})::timestamptz at time zone 'UTC'` : `(${text})::timestamp`),
    write: (name: string) =>
      isMoment
        ? `to_char(${name}, 'YYYY-MM-DD HH24:MI:SS') || '+00'`
        : `to_char(${name}, 'YYYY-MM-DD HH24:MI:SS')`,
  }
}
