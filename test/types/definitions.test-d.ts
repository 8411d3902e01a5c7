import { sql } from 'kysely'
import {
  desc,
  from,
  materializedView,
  refreshFunction,
  schedule,
  source,
  sourceIndex,
  sqlFunction,
  table,
  utcDay,
  view,
} from 'sightline'
import { bigint, date, integer, numeric, text, timestamptz } from 'sightline/columns'
import {
  acceptedValues,
  freshness,
  notNull,
  relationship,
  rowCountBetween,
  uniqueGrains,
} from 'sightline/data-checks'
import type { SampleTarget } from 'sightline/sample'
import {
  customers,
  customerTotals,
  dailyOrders,
  hourlyRefresh,
  orders,
  refreshLog,
  settings,
} from '../define/shop.ts'

const description = 'Only for its types.'
const query = from(orders).selectFrom('orders').select(['customer_id', 'status', 'amount_cents'])

view('ok', { description, query, grain: ['customer_id', 'status'], columns: { status: 'How far it is.' } })
view('one_row', { description, query, grain: [] })
// @ts-expect-error the grain names a column that the query does not return
view('typo', { description, query, grain: ['custmer_id'] })
// @ts-expect-error the table has this column, but the query does not return it
view('unselected', { description, query, grain: ['order_id'] })
// @ts-expect-error a description stands for a column that the query does not return
view('typo', { description, query, grain: [], columns: { staus: 'How far it is.' } })
// @ts-expect-error every view says what it is
view('silent', { query, grain: [] })
// @ts-expect-error every view says what makes a row unique
view('no_grain', { description, query })

const grain: ['customer_id'] = ['customer_id']
materializedView('ok', { description, query, grain, indexes: [['status'], [desc('amount_cents'), 'status']] })
// @ts-expect-error the grain names a column that the query does not return
materializedView('typo', { description, query, grain: ['custmer_id'] })
// @ts-expect-error an index names a column that the query does not return
materializedView('typo', { description, query, grain, indexes: [['staus']] })
// @ts-expect-error nor does it when sorted downwards
materializedView('typo', { description, query, grain, indexes: [[desc('staus')]] })
// @ts-expect-error a description stands for a column that the query does not return
materializedView('typo', { description, query, grain, columns: { staus: 'How far it is.' } })

const pending = sql.lit('pending')
sourceIndex('ok', { description, on: orders, columns: ['status', desc('placed_at')] })
sourceIndex('ok', { description, on: orders, columns: ['status'], where: (eb) => eb('status', '=', pending) })
// @ts-expect-error the table has no such column
sourceIndex('typo', { description, on: orders, columns: ['staus'] })
// @ts-expect-error nor one to sort downwards
sourceIndex('typo', { description, on: orders, columns: [desc('staus')] })
// @ts-expect-error nor one for the predicate
sourceIndex('typo', { description, on: orders, columns: [], where: (eb) => eb('staus', '=', pending) })
sourceIndex('ok', { description, on: orders, columns: [(eb) => utcDay(eb.ref('placed_at')), 'status'] })
// @ts-expect-error nor one for an expression
sourceIndex('typo', { description, on: orders, columns: [(eb) => utcDay(eb.ref('placed'))] })
// @ts-expect-error an index stands on a table, not on a view
sourceIndex('on_view', { description, on: dailyOrders, columns: ['day'] })

source('ok', { description, columns: { a: text(), b: text() }, primaryKey: ['a', 'b'] })
// @ts-expect-error the primary key names a column that the table does not have
source('typo', { description, columns: { a: text(), b: text() }, primaryKey: ['a', 'c'] })

const times = {
  id: text(),
  at: timestamptz(),
  day: date().default('current_date'),
  seen: timestamptz().nullable(),
}
const keys = { description, columns: times, primaryKey: ['id', 'at', 'day'] } as const
table('ok', { ...keys, partitionBy: { column: 'at', every: 'day', keep: '90 days' } })
table('ok', { ...keys, partitionBy: { column: 'day', every: 'month', keep: 'forever' } })
// @ts-expect-error a text does not say when
table('by_text', { ...keys, partitionBy: { column: 'id', every: 'day', keep: '90 days' } })
// @ts-expect-error a row without a time belongs to no partition
table('by_null', { ...keys, partitionBy: { column: 'seen', every: 'day', keep: '90 days' } })
// @ts-expect-error the table has no such column
table('by_typo', { ...keys, partitionBy: { column: 'ta', every: 'day', keep: '90 days' } })
// @ts-expect-error rows are kept for a time, or for ever
table('kept', { ...keys, partitionBy: { column: 'at', every: 'day', keep: 'long' } })

const lastRefresh = { table: settings, key: 'last_refresh' }
const views = [customerTotals]
refreshFunction('ok', { description, views, log: refreshLog, lastRefresh })
refreshFunction('plain', { description, views })
const unlike = table('unlike', { description, columns: { view_name: text(), started_at: timestamptz() } })
// @ts-expect-error a refresh log needs the duration and the number of rows too
refreshFunction('no_columns', { description, views, log: unlike, lastRefresh })
const wrong = { view_name: text(), started_at: text(), duration_ms: numeric(), row_count: bigint() }
const mistyped = table('mistyped', { description, columns: wrong })
// @ts-expect-error a refresh log keeps its start as a time
refreshFunction('text_start', { description, views, log: mistyped, lastRefresh })
// @ts-expect-error the release must own the log, so a source will not do
refreshFunction('source_log', { description, views, log: orders, lastRefresh })
// @ts-expect-error a plain view has nothing to refresh
refreshFunction('plain_view', { description, views: [dailyOrders], log: refreshLog, lastRefresh })
const unkeyed = { table: customers, key: 'last_refresh' }
// @ts-expect-error the time of the last refresh needs a table of keys and values
refreshFunction('no_key', { description, views, log: refreshLog, lastRefresh: unkeyed })

schedule('ok', { description, cron: '0 * * * *', run: sql`select 1` })
// @ts-expect-error a statement is sql, not a string
schedule('text', { description, cron: '0 * * * *', run: 'select 1' })
// @ts-expect-error a schedule does not run a schedule
schedule('itself', { description, cron: '0 * * * *', run: hourlyRefresh })
// @ts-expect-error Postgres knows three volatilities
sqlFunction('f', { description, returns: 'int', language: 'sql', volatility: 'pure', body: sql`select 1` })

declare const target: SampleTarget
const setting = { key: 'a', value: 'b' }
target.copy(settings, [setting])
// @ts-expect-error a row has the columns of its source
target.copy(settings, [{ ...setting, note: 'c' }])
// @ts-expect-error all of them that need a value
target.copy(settings, [{ key: 'a' }])
// @ts-expect-error with values of their types
target.copy(settings, [{ key: 'a', value: 1 }])
// @ts-expect-error rows are copied into sources, not into views
target.copy(dailyOrders, [])

// @ts-expect-error an integer is read as a number, so its default is SQL text like any other's
integer().default(0)

notNull(orders, ['status', 'shipped_at'], { where: (eb) => eb('status', '=', 'paid') })
// @ts-expect-error a ready check names columns that are there
notNull(orders, ['staus'])
// @ts-expect-error also where it says which rows
notNull(orders, ['status'], { where: (eb) => eb('staus', '=', 'paid') })
acceptedValues(orders, 'status', ['placed', 'paid'])
// @ts-expect-error a number is no status
acceptedValues(orders, 'status', ['placed', 1])
relationship(orders, 'customer_id', customers, 'customer_id')
// @ts-expect-error what is referred to has no such column
relationship(orders, 'customer_id', customers, 'id')
freshness(orders, 'placed_at', { hours: 1 })
freshness(dailyOrders, 'day', { days: 2 })
// @ts-expect-error only a time can be old
freshness(orders, 'status', { hours: 1 })
rowCountBetween(orders, 1, 10, { where: (eb) => eb('status', '=', 'paid') })
// @ts-expect-error unique grains are those of views
uniqueGrains(orders)
