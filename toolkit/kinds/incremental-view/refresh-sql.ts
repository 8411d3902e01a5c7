import { atMoment } from '../../sql/clock-text.ts'
import { dollarQuoted, quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { changedRows, type DesiredAge, type DesiredFollow } from './desired-follow.ts'
import {
  type ChangeLog,
  everything,
  type IncrementalParts,
  type IncrementalText,
  incrementalParts,
  refreshCall,
} from './incremental-parts.ts'
import { isUnwatched, watchedDiffer, watchedSql } from './unnoted-changes.ts'

/**
 * What a refresh does. One statement takes the noted changes, works out the keys and
 * recomputes their rows: it sees one moment, so that a change is either in the rows and taken, or neither.
 */
export function refreshBody(view: IncrementalText): string {
  const parts = incrementalParts(view)
  const { state, logs } = parts
  const whole = logs.map((log) => `\n    or ${wasEmptied(log)}\n    or ${isUnwatched(parts, log)}`).join('')
  // The query of the keys is somebody's: any name in it may be a column.
  return `
#variable_conflict use_column
<<${block}>>
declare
  since timestamptz;
  known text[];
  watched text[];
  changed bigint;
  apart boolean := false;
begin
${view.refreshes.map((storage) => `  perform ${refreshCall(storage)};\n`).join('')}  select s.as_of, s.partitions into strict since, known from ${state.sql} as s for update;
  watched := ${watchedSql(parts)};
  if pg_catalog.to_regclass('pg_catalog.pg_dist_partition') is not null then
    execute ${quoteLiteral(keptByCitus(view))} into apart;
  end if;
  if apart then
${indent(apartSql(view, parts))}
  elsif entire or ${since} is null
    or ${watchedDiffer(`${block}.known`, `${block}.watched`)}${whole} then
${indent(applySql(view, parts, wholeSql(parts)))}
  else
${indent(applySql(view, parts, affectedSql(view, parts)))}
  end if;
  update ${state.sql} set as_of = now(), partitions = ${block}.watched;
  return changed;
end
`
}

/** What is the refresh's own has its name before it. */
const block = 'sightline_refresh'
const since = `${block}.since`

const wasEmptied = ({ table }: ChangeLog): string => `exists (select from ${table.sql} where ${everything})`

/** The statements that create the function of a refresh. */
export function refreshStatements(view: IncrementalText): string[] {
  const { refresh } = incrementalParts(view)
  return [
    `create or replace function ${refresh.sql}(entire boolean default false) returns bigint\nlanguage plpgsql volatile set jit = off set search_path from current\nas ${dollarQuoted(refreshBody(view), 'body')}`,
    `comment on function ${refresh.sql} is ${quoteLiteral(`Brings ${view.name} up to now by what changed, or all of it anew; returns how many rows became others.`)}`,
  ]
}

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '    ')

/** The rows as they shall be. */
interface Recomputed {
  /** Which of the noted changes they take in. */
  readonly taken: string
  /** The common table expressions that end with the rows, called fresh. */
  readonly expressions: readonly string[]
  /** Which of the rows there are, called kept, they are in place of. */
  readonly touched: string
}

function applySql(
  { grain }: IncrementalText,
  { rows, logs }: IncrementalParts,
  { taken, expressions, touched }: Recomputed,
): string {
  const takings = logs.map(({ table }, index) => `taken_${index + 1} as (delete from ${table.sql}${taken})`)
  const same = `${equal(grain, 'fresh', 'kept')} and fresh operator(pg_catalog.*=) kept`
  return `with ${[...takings, ...expressions].join(',\n')},
gone as (
  delete from ${rows.sql} as kept
  where ${touched}
    and not exists (select from fresh where ${same})
  returning 1
), put as (
  insert into ${rows.sql} select fresh.* from fresh
  where not exists (select from ${rows.sql} as kept where ${same})
    and (select count(*) from gone) >= 0 -- what is replaced goes first
  returning 1
)
select greatest((select count(*) from gone), (select count(*) from put)) into changed;`
}

const wholeSql = ({ query }: IncrementalParts): Recomputed => ({
  taken: '',
  expressions: [`fresh as materialized (select * from ${query.sql})`],
  touched: 'true',
})

/** Whether Citus has taken a plain table to itself, as it does with those that refer to its own. */
const keptByCitus = ({ follow }: IncrementalText): string =>
  `select exists (select from pg_catalog.pg_dist_partition where partmethod = 'n' and repmodel = 's' and logicalrelid = any (array[${follow.map(({ source }) => quoteLiteral(relationName(source).sql)).join(', ')}]::regclass[]))`

/**
 * Everything, in steps, since Citus reads such a table in no statement that writes another one: what is noted is taken
 * first, so that the rows are worked out later than that and no change is lost.
 */
function apartSql(view: IncrementalText, parts: IncrementalParts): string {
  const fresh = 'pg_temp.sightline_fresh'
  const recomputed = {
    taken: '',
    expressions: [`fresh as materialized (select * from ${fresh})`],
    touched: 'true',
  }
  return [
    ...parts.logs.map(({ table }) => `delete from ${table.sql};`),
    `create temporary table sightline_fresh on commit drop as select * from ${parts.query.sql};`,
    applySql(view, { ...parts, logs: [] }, recomputed),
    `drop table ${fresh};`,
  ].join('\n')
}

/** From a quarter of the keys on, the whole query is faster than as many lookups. */
const fewestOfMost = 4

function affectedSql({ follow }: IncrementalText, parts: IncrementalParts): Recomputed {
  const { query, rows } = parts
  const changed = follow.flatMap((one, index) => changedSql(one, parts, index + 1))
  const sets = keySets(follow)
  const affected = sets.map(({ to, members }, index) => {
    const names = to.map(quoteIdentifier).join(', ')
    const known = to.map((name) => `${quoteIdentifier(name)} is not null`).join(' and ')
    const all = members.map((member) => `select ${names} from keys_${member}`).join('\n  union all\n  ')
    return `affected_${index + 1} as materialized (
  select distinct ${names} from (
  ${all}
  ) as keys where ${known}
)`
  })
  const fresh = sets.map(({ to }, index) => {
    const earlier = sets
      .slice(0, index)
      .map((set, place) => `not ${isAmong(set.to, place + 1, 'fresh')}`)
      .join(' and ')
    return `select fresh.* from affected_${index + 1} as affected cross join lateral (
    select * from ${query.sql} as whole
    where ${equal(to, 'whole', 'affected')}
    offset 0
  ) as fresh
  where (select whether from most) is not true${earlier === '' ? '' : ` and ${earlier}`}`
  })
  const counts = sets.map((_, index) => `(select count(*) from affected_${index + 1})`).join(' + ')
  const among = (row: string) => sets.map(({ to }, index) => isAmong(to, index + 1, row)).join(' or ')
  return {
    // Of a relation that was emptied since, the next refresh works out everything.
    taken: ` where not ${everything}`,
    expressions: [
      ...changed,
      ...affected,
      `most as materialized (
  select (${counts}) * ${fewestOfMost} > reltuples as whether
  from pg_catalog.pg_class where oid = ${quoteLiteral(rows.sql)}::regclass and reltuples > 0
)`,
      `fresh as materialized (
  ${fresh.join('\n  union all\n  ')}
  union all
  select whole.* from ${query.sql} as whole
  where (select whether from most) is true and (${among('whole')})
)`,
    ],
    touched: `(${among('kept')})`,
  }
}

/** Follows that lead to the same columns, together: each key is worked out once. */
function keySets(follow: readonly DesiredFollow[]) {
  const sets = new Map<string, { readonly to: readonly string[]; readonly members: number[] }>()
  for (const [index, { to }] of follow.entries()) {
    const sorted = [...to].sort()
    const set = sets.get(sorted.join('\0')) ?? { to: sorted, members: [] }
    set.members.push(index + 1)
    sets.set(sorted.join('\0'), set)
  }
  return [...sets.values()]
}

const equal = (to: readonly string[], one: string, other: string): string =>
  to
    .map(quoteIdentifier)
    .map((name) => `${one}.${name} = ${other}.${name}`)
    .join(' and ')

const isAmong = (to: readonly string[], set: number, row: string): string =>
  `exists (select from affected_${set} as affected where ${equal(to, 'affected', row)})`

/** The changed rows that a follow is about, and the keys that they lead to. */
function changedSql(follow: DesiredFollow, { logs }: IncrementalParts, number: number): string[] {
  const { source, columns, keys, changedBy, ages, readWhere } = follow
  const names = columns.map(quoteIdentifier).join(', ')
  const log = logs.find((one) => one.source === source)
  const conditions = [...(changedBy ? [changedSince(changedBy)] : []), ...ages.map(agedSql)]
  const rows = [
    ...(log && !changedBy
      ? [`select ${names} from ${log.table.sql} where not ${everything}${readSql(readWhere)}`]
      : []),
    ...conditions.map((condition) => `select ${names} from ${relationName(source).sql} where ${condition}`),
  ]
  return [
    `changed_${number} as (\n  ${rows.join('\n  union all\n  ')}\n)`,
    `keys_${number} as (\n${indent(keys.replaceAll(changedRows.sql, `changed_${number}`))}\n)`,
  ]
}

/** A row counts where it was read at the last refresh, or is now. */
function readSql(condition: DesiredFollow['readWhere']): string {
  if (!condition) return ''
  const { sql } = condition
  const before = atMoment(sql, since)
  return ` and (${[...new Set([sql, before])].map((one) => `(${one})`).join(' or ')})`
}

const changedSince = ({ column, isDate, lateBy }: NonNullable<DesiredFollow['changedBy']>): string => {
  const from = `${since} - interval ${quoteLiteral(lateBy)}`
  return `${quoteIdentifier(column)} >= ${isDate ? `(${from} at time zone 'UTC')::date` : from}`
}

/** Rows whose age passed the limit since the last refresh, whichever way the clock went. */
function agedSql(age: DesiredAge): string {
  const [then, now] = [limitSql(age, since), limitSql(age, 'now()')]
  const column = quoteIdentifier(age.column)
  // A date that is compared with a moment counts from its first hour.
  if (age.isDate && age.dayIn === undefined)
    return `${column} between least(${then}, ${now}) and greatest(${then}, ${now}) + 1`
  return `${then} <> ${now} and ${column} between least(${then}, ${now}) and greatest(${then}, ${now})`
}

function limitSql({ isDate, ago, dayIn }: DesiredAge, moment: string): string {
  const interval = `interval ${quoteLiteral(ago)}`
  if (dayIn === undefined)
    return isDate ? `((${moment} - ${interval}) at time zone 'UTC')::date` : `(${moment} - ${interval})`
  const zone = quoteLiteral(dayIn)
  return isDate
    ? `((${moment} at time zone ${zone})::date - ${interval})::date`
    : `(date_trunc('day', ${moment}, ${zone}) - ${interval})`
}
