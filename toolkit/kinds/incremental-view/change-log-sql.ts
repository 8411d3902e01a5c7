import { dollarQuoted, quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import {
  type ChangeLog,
  everything,
  type IncrementalParts,
  type IncrementalText,
  triggerEvents,
  triggerName,
} from './incremental-parts.ts'
import { isSubscribed } from './unnoted-changes.ts'

const transitions = {
  insert: ' referencing new table as new_rows',
  update: ' referencing old table as old_rows new table as new_rows',
  delete: ' referencing old table as old_rows',
  truncate: '',
} as const

/**
 * The statements that make a log of changes: a row for each key that a statement touched, committed with it or not at
 * all.
 */
export function changeLogStatements(view: IncrementalText, log: ChangeLog): string[] {
  const source = relationName(log.source).sql
  const columns = log.columns.map(quoteIdentifier).join(', ')
  const note = log.note.sql
  return [
    `create table if not exists ${log.table.sql} as\nselect false as ${everything}, ${columns} from ${source} with no data`,
    `comment on table ${log.table.sql} is ${quoteLiteral(`Changes of ${log.source} that ${view.name} has not taken in yet.`)}`,
    `create or replace function ${note}() returns trigger\nlanguage plpgsql security definer set search_path = pg_catalog, pg_temp set extra_float_digits = 1\nas ${dollarQuoted(noteBody(log), 'body')}`,
    `comment on function ${note} is ${quoteLiteral(`Notes which rows of ${log.source} changed, for ${view.name}.`)}`,
  ]
}

/**
 * The statements that make the triggers. Whoever owns the relation has them also called where triggers are off for a
 * session, as for what replication writes.
 */
export const triggerStatements = (parts: IncrementalParts, { source, note }: ChangeLog): string[] =>
  triggerEvents.map((event) => {
    const on = relationName(source).sql
    const name = quoteIdentifier(triggerName(parts, event))
    const begin = `create or replace trigger ${name} after ${event} on ${on}`
    const whole = `${begin}${transitions[event]}\nfor each statement execute function ${note.sql}();`
    const parted = `${begin}\nfor each row execute function ${note.sql}();`
    const made =
      event === 'truncate'
        ? whole
        : `if (select relkind from pg_catalog.pg_class where oid = relation) = 'p' or ${isSubscribed('relation')} then
    ${parted}
  else
    ${whole}
  end if;`
    const always = `if pg_catalog.pg_has_role((select relowner from pg_catalog.pg_class where oid = relation), 'usage') then
    begin
      alter table ${on} enable always trigger ${name};
    exception when feature_not_supported then
      null; -- A hypertable leaves them as they are made.
    end;
  end if;`
    return `do ${dollarQuoted(
      `
declare
  relation constant regclass := ${quoteLiteral(on)};
begin
  -- Whoever writes to a partition itself calls triggers for each row alone, as a subscription does.
  ${made}
  ${always}
end
`,
      'trigger',
    )}`
  })

/** The rows of a statement come as tables: one insert notes them all, whatever their number. */
export function noteBody({ table, columns: noted, compared }: ChangeLog): string {
  const columns = noted.map(quoteIdentifier).join(', ')
  const into = `insert into ${table.sql} (${everything}, ${columns})`
  const row = (of: 'old' | 'new') =>
    `${into} values (false, ${noted.map((name) => `${of}.${quoteIdentifier(name)}`).join(', ')});`
  const updated = compared
    ? `select distinct false, ${columns} from (
      select ${columns}, ${rowText('old_rows', compared)} as sightline_row, 1 as side from old_rows
      union all
      select ${columns}, ${rowText('new_rows', compared)}, -1 from new_rows
    ) as both_rows group by ${columns}, sightline_row having sum(side) <> 0`
    : `select false, ${columns} from old_rows union select false, ${columns} from new_rows`
  const same = compared
    ? `
    if tg_op = 'UPDATE' then
      if ${rowText('old', compared)} = ${rowText('new', compared)} then return null; end if;
    end if;`
    : ''
  return `
begin
  if tg_level = 'ROW' then${same}
    if tg_op <> 'INSERT' then ${row('old')} end if;
    if tg_op <> 'DELETE' then ${row('new')} end if;
  elsif tg_op = 'INSERT' then
    ${into} select distinct false, ${columns} from new_rows;
  elsif tg_op = 'UPDATE' then
    ${into} ${updated};
  elsif tg_op = 'DELETE' then
    ${into} select distinct false, ${columns} from old_rows;
  else
    insert into ${table.sql} (${everything}) values (true);
  end if;
  return null;
end
`
}

/** Some columns of a row as one text, which differs where anything in them does: equal numbers may be printed unlike. */
const rowText = (of: string, columns: readonly string[]): string =>
  `row(${columns.map((name) => `${of}.${quoteIdentifier(name)}`).join(', ')})::text collate "C"`
