import { sql } from 'kysely'
import { type Definition, materializedView, refreshFunction, source, table } from 'sightline'
import { bigint, numeric, text, timestamptz } from 'sightline/columns'
import type { DesiredSchedule } from 'sightline/engine'
import { panelsOf } from '../../deploy/support/small-shop.ts'

const description = 'For a test.'

const stored = (name: string, query: string) =>
  materializedView(name, {
    description,
    grain: ['day'],
    query: sql<{ day: Date; n: number }>`${sql.raw(query)}`,
  })

const first = stored('shop.first', 'select day, count(*) as n from orders group by day')
const second = stored('shop.second', 'select day, n + 1 as n from shop.first')
const alone = stored('shop.alone', 'select day, sum(amount) as n from orders group by day')

const log = table('shop.refresh_log', {
  description,
  primaryKey: ['view_name', 'started_at'],
  columns: { view_name: text(), started_at: timestamptz(), duration_ms: numeric(), row_count: bigint() },
})

/** Where the time of the last refresh is kept. */
const settings = source('settings', { description, columns: { key: text().primaryKey(), value: text() } })

/** Stored rows that a function refreshes, and some that are refreshed by themselves. */
export const refreshed: readonly Definition[] = [
  settings,
  log,
  first,
  second,
  alone,
  refreshFunction('shop.refresh', {
    description,
    views: [first, second],
    log,
    lastRefresh: { table: settings, key: 'last_refresh' },
  }),
  panelsOf('select day, n from shop.second', 'select day, n from shop.alone'),
]

/** A job that leaves a trace, and takes a moment. */
export const schedules: readonly DesiredSchedule[] = [
  {
    name: 'note',
    cron: '0 0 29 2 *',
    command: 'insert into noted default values; select pg_sleep(0.2)',
    active: true,
  },
]
