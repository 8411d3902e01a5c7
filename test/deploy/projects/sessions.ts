import { source, sourceIndex } from 'sightline'
import { bigint, text, timestamptz } from 'sightline/columns'
import type { ProjectCase } from '../support/project-case.ts'
import { panelsOf, storedOf, viewOf } from '../support/small-shop.ts'

const orders = source('orders', {
  description: 'Orders.',
  columns: { id: bigint().primaryKey(), label: text(), at: timestamptz() },
})

const printed = (again: string) => [
  orders,
  viewOf(
    'app.recent',
    'id',
    `select id, at from orders where at > now() - interval '1 day 2 hours' and at > '2024-05-01 03:04:05Z'::timestamptz and label <> '${again}'`,
  ),
  viewOf(
    'app.values',
    'id',
    `select id, date '2024-05-01' as day, '\\xdead'::bytea as bytes, 0.1::float8 as tenth, 'a\\b' as slash, timestamp '2024-02-03 04:05' as moment, interval '-1 year 2 days' as span, (label = null) is null as unknown, timestamptz '2024-05-01 12:00 IST' as noon, '{a,null}'::text[] as list from orders`,
  ),
  storedOf('app.stored', 'id', `select id, label, at, '${again}' as release from orders`),
  storedOf('app.above', 'id', `select id, '${again}' as release from app.recent`),
  sourceIndex('orders_recent', {
    description: 'Recent ones.',
    on: orders,
    columns: ['id'],
    where: (eb) => eb('at', '>', new Date('2024-05-01T00:00:00Z')),
  }),
  panelsOf(
    'select id, at from app.recent',
    'select day, bytes, span from app.values',
    'select label from app.stored',
    'select id from app.above',
    'select label from orders',
  ),
]

const found = [
  'create table orders (id bigint primary key, label text not null, at timestamptz not null)',
  `insert into orders values (1, 'public', now())`,
]

const settings: readonly Readonly<Record<string, string>>[] = [
  { timezone: 'Asia/Tokyo' },
  { datestyle: 'German' },
  { datestyle: 'SQL,DMY' },
  { intervalstyle: 'iso_8601' },
  { intervalstyle: 'sql_standard' },
  { bytea_output: 'escape' },
  { quote_all_identifiers: 'on' },
  { extra_float_digits: '-5' },
  { standard_conforming_strings: 'off' },
  { default_transaction_isolation: 'serializable' },
  { search_path: 'legacy' },
  { search_path: 'legacy,public' },
  { search_path: 'app,public' },
  { search_path: '' },
  { client_min_messages: 'error' },
  { row_security: 'off' },
  { default_tablespace: 'pg_default' },
  { idle_in_transaction_session_timeout: '60000' },
  { check_function_bodies: 'off' },
  { array_nulls: 'off' },
  { xmloption: 'document' },
  { transform_null_equals: 'on' },
  { timezone_abbreviations: 'India' },
  { backslash_quote: 'off' },
  { restrict_nonsystem_relation_kind: 'view,foreign-table' },
  { session_replication_role: 'replica' },
  { exit_on_error: 'on' },
  { 'plpgsql.extra_errors': 'all' },
  { 'plpgsql.variable_conflict': 'use_column' },
  { enable_seqscan: 'off' },
  { lc_messages: 'C' },
]

const legacy = [
  'create schema legacy',
  'create table legacy.orders (like public.orders including all)',
  `insert into legacy.orders values (2, 'legacy', now())`,
]
const holds = [
  `select bool_and(unknown and noon = '2024-05-01T10:00Z' and list[2] is null) from app.values`,
  `select array_agg(label) = array['public'] from app.stored`,
  `select array_agg(id) = array[1::bigint] from app.recent`,
]

const title = (setting: Readonly<Record<string, string>>) =>
  Object.entries(setting)
    .map(([key, value]) => `${key} = '${value}'`)
    .join(', ')

/** What a session or a database is set to changes neither what is deployed nor what is found to differ. */
export const sessionCases: readonly ProjectCase[] = [
  ...settings.map(
    (session): ProjectCase => ({
      title: `a session with ${title(session)}`,
      found: [...found, ...legacy],
      session,
      releases: [printed('one'), printed('two')],
      holds,
    }),
  ),
  {
    title: 'a session that may not go on for long, nor wait',
    since: 17,
    found: [...found, ...legacy],
    session: { transaction_timeout: '50', idle_session_timeout: '50', statement_timeout: '50' },
    releases: [printed('one'), printed('two')],
    holds,
  },
  ...['legacy, public', 'legacy', "''", '"$user", app, legacy', 'app, legacy, public'].map(
    (path): ProjectCase => ({
      title: `a database with the search_path ${path}`,
      found: [...found, ...legacy, `alter database DATABASE set search_path to ${path}`],
      releases: [printed('one'), printed('two')],
      holds,
    }),
  ),
  {
    title: 'a view that has the name of the source that it reads',
    found: [...found, `alter database DATABASE set search_path to app, public`],
    releases: [
      [
        orders,
        viewOf('app.orders', 'id', 'select id, label from orders'),
        panelsOf('select id from app.orders'),
      ],
    ],
    holds: ['select id = 1 from app.orders'],
  },
  {
    title: 'a materialized view by Kysely reads public whatever the path is',
    found: [...found, ...legacy, `alter database DATABASE set search_path to legacy`],
    releases: [
      [
        orders,
        viewOf('app.v', 'id', 'select id, label from orders'),
        storedOf(
          'app.m',
          'label',
          'select label, count(*) as n from orders join app.v using (id, label) group by label',
        ),
      ],
    ],
    holds: [`select label = 'public' from app.m`],
  },
]
