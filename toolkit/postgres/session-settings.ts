/** Who waits for another transaction goes on with what that one left; a stricter level would end with an error. */
const isolation = 'read committed'

/** What changes results, or the way Postgres prints, as sightline has it, whatever role, database and environment say. */
const settings: Readonly<Record<string, string>> = {
  client_encoding: 'UTF8',
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  quote_all_identifiers: 'off',
  standard_conforming_strings: 'on',
  extra_float_digits: '1',
  array_nulls: 'on',
  backslash_quote: 'safe_encoding',
  transform_null_equals: 'off',
  timezone_abbreviations: 'Default',
  xmlbinary: 'base64',
  xmloption: 'content',
  row_security: 'on',
  exit_on_error: 'off',
  default_transaction_isolation: isolation,
  lock_timeout: '0',
  statement_timeout: '0',
  idle_session_timeout: '0',
  idle_in_transaction_session_timeout: '10min',
}

/** What not every server has: a deploy sets limits of its own, and reads its views and foreign tables. */
const newer: Readonly<Record<string, string>> = {
  transaction_timeout: '0',
  restrict_nonsystem_relation_kind: '',
}

const ifThere = (name: string, value: string, isLocal: string) =>
  `case when current_setting('${name}', true) is not null then set_config('${name}', '${value}', ${isLocal}) end`

/** Names without a schema are those of `public`; where the clock is frozen, its schema comes first. */
const searchPath = `case when nullif(current_setting('sightline.now', true), '') is null
  then 'public' else 'frozen, pg_catalog, public' end`

/** The expressions that set a session; `isLocal` is SQL that says whether for this transaction only. */
export function settingExpressions(isLocal: string): string {
  const all = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', ${isLocal})`)
  const some = Object.entries(newer).map(([name, value]) => ifThere(name, value, isLocal))
  const path = `set_config('search_path', ${searchPath}, ${isLocal})`
  return [...all, ...some, path].join(', ')
}

const local = `select ${settingExpressions('true')}`

/**
 * The statement that begins a transaction in which Postgres reads and prints as sightline expects, also where a pooler
 * gives each transaction another connection.
 *
 * @example await client.query(beginWith('read only', "set local statement_timeout = '10s'"))
 */
export function beginWith(mode = '', ...statements: readonly string[]): string {
  const level = mode.includes('isolation level') ? [] : [`isolation level ${isolation}`]
  return [`begin ${[...level, ...(mode === '' ? [] : [mode])].join(', ')}`, local, ...statements].join('; ')
}
