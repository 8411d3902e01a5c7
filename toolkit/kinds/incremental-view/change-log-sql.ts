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
    `create or replace function ${note}() returns trigger\nlanguage plpgsql security definer set search_path = pg_catalog, pg_temp\nas ${dollarQuoted(noteBody(log), 'body')}`,
    `comment on function ${note} is ${quoteLiteral(`Notes which rows of ${log.source} changed, for ${view.name}.`)}`,
  ]
}

/** The statements that make the triggers. */
export const triggerStatements = (parts: IncrementalParts, { source, note }: ChangeLog): string[] =>
  triggerEvents.map((event) => {
    const on = relationName(source).sql
    const begin = `create or replace trigger ${quoteIdentifier(triggerName(parts, event))} after ${event} on ${on}`
    const whole = `${begin}${transitions[event]}\nfor each statement execute function ${note.sql}()`
    if (event === 'truncate') return whole
    return byKind(on, { whole, parted: `${begin}\nfor each row execute function ${note.sql}()` })
  })

/** Whoever writes to a partition itself calls triggers for each row alone, which Postgres gives to every partition. */
const byKind = (on: string, { whole, parted }: { readonly whole: string; readonly parted: string }): string =>
  `do ${dollarQuoted(
    `
begin
  if (select relkind from pg_catalog.pg_class where oid = ${quoteLiteral(on)}::regclass) = 'p' then
    ${parted};
  else
    ${whole};
  end if;
end
`,
    'kind',
  )}`

/** The rows of a statement come as tables: one insert notes them all, whatever their number. */
export function noteBody({ table, columns: noted }: ChangeLog): string {
  const columns = noted.map(quoteIdentifier).join(', ')
  const into = `insert into ${table.sql} (${everything}, ${columns})`
  const row = (of: 'old' | 'new') =>
    `${into} values (false, ${noted.map((name) => `${of}.${quoteIdentifier(name)}`).join(', ')});`
  return `
begin
  if tg_level = 'ROW' then
    if tg_op <> 'INSERT' then ${row('old')} end if;
    if tg_op <> 'DELETE' then ${row('new')} end if;
  elsif tg_op = 'INSERT' then
    ${into} select distinct false, ${columns} from new_rows;
  elsif tg_op = 'UPDATE' then
    ${into} select false, ${columns} from old_rows union select false, ${columns} from new_rows;
  elsif tg_op = 'DELETE' then
    ${into} select distinct false, ${columns} from old_rows;
  else
    insert into ${table.sql} (${everything}) values (true);
  end if;
  return null;
end
`
}
