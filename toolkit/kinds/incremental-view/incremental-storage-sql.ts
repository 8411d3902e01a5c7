import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { indexColumns } from '../index/index-sql.ts'
import { changeLogStatements, noteBody, triggerStatements } from './change-log-sql.ts'
import { type IncrementalText, incrementalParts, logNames, partNames } from './incremental-parts.ts'
import { refreshBody, refreshStatements } from './refresh-sql.ts'

/** The relations that can have no triggers: each refresh works out everything. */
export type Untriggered = ReadonlySet<string>

/** The statements that make the empty table of the rows, and everything that they are kept up with. */
export function keptStatements(view: IncrementalText, untriggered: Untriggered = new Set()): string[] {
  const { name, grain } = view
  const { rows, query } = partNames(view.storage)
  const key = quoteIdentifier(rows.with({ suffix: '_grain' }).name)
  return [
    ...queryStatements(view),
    `create table if not exists ${rows.sql} as\nselect * from ${query.sql} with no data`,
    `alter table ${rows.sql} drop constraint if exists ${key}, add constraint ${key} primary key (${indexColumns(grain)})`,
    comment(`table ${rows.sql}`, `Rows of ${name}, which sightline keeps here: read that view instead.`),
    ...keeperStatements(view, untriggered),
  ]
}

/** The statements that put right whatever of it was dropped or changed by hand, but for the rows. */
export const repairStatements = (view: IncrementalText, untriggered: Untriggered): string[] => [
  ...queryStatements(view),
  ...keeperStatements(view, untriggered),
]

const comment = (on: string, text: string) => `comment on ${on} is ${quoteLiteral(text)}`

function queryStatements({ name, storage, query: text }: IncrementalText): string[] {
  const { query } = partNames(storage)
  return [
    `create or replace view ${query.sql} as\n${text}`,
    comment(`view ${query.sql}`, `The query of ${name}, whose rows sightline keeps: read that view instead.`),
  ]
}

function keeperStatements(view: IncrementalText, untriggered: Untriggered): string[] {
  const { name } = view
  const parts = incrementalParts(view)
  const { state, logs } = parts
  return [
    `create table if not exists ${state.sql} (as_of timestamp with time zone, partitions text[])`,
    `insert into ${state.sql} select null, '{}' where not exists (select from ${state.sql})`,
    comment(`table ${state.sql}`, `The moment as of which ${name} was last worked out.`),
    ...logs.flatMap((log) => [
      ...changeLogStatements(view, log),
      ...(untriggered.has(log.source) ? [] : triggerStatements(parts, log)),
    ]),
    ...refreshStatements(view),
  ]
}

/** The statements that fill it; doing it again brings it up to date. */
export function fillStatements(view: IncrementalText): string[] {
  const { rows, refresh } = incrementalParts(view)
  const others = view.indexes.map((columns, position) => {
    const name = quoteIdentifier(rows.with({ suffix: `_${position + 1}` }).name)
    return `create index if not exists ${name} on ${rows.sql} (${indexColumns(columns)})`
  })
  return [`select ${refresh.sql}(true)`, ...others, `analyze ${rows.sql}`]
}

/** The statements that drop all of it; a trigger goes with its function, whoever owns the relation that it is on. */
export function dropKeptStatements(storage: string, logs: number): string[] {
  const { rows, query, state, refresh } = partNames(storage)
  return [
    `drop function if exists ${refresh.sql}(boolean)`,
    ...Array.from({ length: logs }, (_, index) => logNames(storage, index)).flatMap(({ note, table }) => [
      `drop function if exists ${note.sql}() cascade`,
      `drop table if exists ${table.sql}`,
    ]),
    `drop table if exists ${state.sql}, ${rows.sql}`,
    `drop view if exists ${query.sql}`,
  ]
}

/** The functions that keep it up to date, by name, and what each of them does. */
export function keptFunctions(view: IncrementalText): Map<string, string> {
  const { refresh, logs } = incrementalParts(view)
  return new Map([
    [refresh.written, refreshBody(view)],
    ...logs.map((log) => [log.note.written, noteBody(log)] as const),
  ])
}

/** The view that people read. */
export const facadeStatement = ({ name, storage }: Pick<IncrementalText, 'name' | 'storage'>): string =>
  `create or replace view ${relationName(name).sql} as\nselect * from ${relationName(storage).sql}`
