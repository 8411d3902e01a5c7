import { asTime, from, percentile, ratio, timeFilter, timeGroup, utcDay } from 'sightline'
import { customers, dailyOrders, orders } from '../define/shop.ts'

const db = from(customers, orders, dailyOrders)

db.selectFrom('orders').select('status')
// @ts-expect-error there is no table of this name
db.selectFrom('order')
// @ts-expect-error the table exists, but was not given to `from`
from(customers).selectFrom('orders')

db.selectFrom('analytics.daily_orders').select('day')
// @ts-expect-error there is no view of this name
db.selectFrom('analytics.daily_order')
// @ts-expect-error a view has the columns of its query only
db.selectFrom('analytics.daily_orders').select('placed_at')

// @ts-expect-error there is no column of this name to select
db.selectFrom('orders').select('staus')
// @ts-expect-error nor in a list
db.selectFrom('orders').select(['status', 'staus'])
// @ts-expect-error nor under an alias
db.selectFrom('orders').select('staus as state')
// @ts-expect-error nor behind the name of its table
db.selectFrom('orders as o').select('o.staus')
// @ts-expect-error nor inside an expression
db.selectFrom('orders').select((eb) => eb.ref('staus').as('state'))
// @ts-expect-error nor inside an aggregate
db.selectFrom('orders').select((eb) => eb.fn.sum<number>('amount').as('total'))

db.selectFrom('orders').where('status', '=', 'paid')
// @ts-expect-error there is no column of this name to filter by
db.selectFrom('orders').where('staus', '=', 'paid')
// @ts-expect-error a text column is not compared with a number
db.selectFrom('orders').where('status', '=', 1)
// @ts-expect-error nor a number with a text
db.selectFrom('orders').where('amount_cents', '>', 'many')
// @ts-expect-error nor with a list of other values
db.selectFrom('orders').where('amount_cents', 'in', ['1', '2'])
// @ts-expect-error two columns are compared with whereRef, which knows their names too
db.selectFrom('orders').whereRef('placed_at', '<', 'shiped_at')

db.selectFrom('orders').groupBy('status').select('status')
// @ts-expect-error there is no column of this name to group by
db.selectFrom('orders').groupBy('staus')
// @ts-expect-error nor to sort by
db.selectFrom('orders').select('status').orderBy('staus')
// @ts-expect-error nor to filter groups by
db.selectFrom('orders').groupBy('status').having('staus', '=', 'paid')

db.selectFrom('orders').innerJoin('customers', 'customers.customer_id', 'orders.customer_id')
// @ts-expect-error there is no table of this name to join
db.selectFrom('orders').innerJoin('customer', 'customer.customer_id', 'orders.customer_id')
// @ts-expect-error the joined table has no such column
db.selectFrom('orders').innerJoin('customers', 'customers.id', 'orders.customer_id')
// @ts-expect-error nor has the first one
db.selectFrom('orders').leftJoin('customers', 'customers.customer_id', 'orders.custmer_id')
// @ts-expect-error nor inside a join's own conditions
db.selectFrom('orders').leftJoin('customers', (on) => on.onRef('customers.id', '=', 'orders.customer_id'))

const withPaid = db.with('paid', (eb) => eb.selectFrom('orders').select('customer_id'))
withPaid.selectFrom('paid').select('customer_id')
// @ts-expect-error a common table expression has the columns of its query only
withPaid.selectFrom('paid').select('status')

db.selectFrom('orders').where((eb) => timeFilter(eb.ref('placed_at')))
db.selectFrom('orders').where((eb) => timeFilter(eb.ref('shipped_at')))
// @ts-expect-error only a time can be kept inside a time range, not a text
db.selectFrom('orders').where((eb) => timeFilter(eb.ref('status')))
// @ts-expect-error nor a number
db.selectFrom('orders').where((eb) => timeFilter(eb.ref('amount_cents')))
// @ts-expect-error only a time falls into buckets
db.selectFrom('orders').select((eb) => timeGroup(eb.ref('status'), '1m').as('time'))
// @ts-expect-error a bucket is written as Grafana writes it
db.selectFrom('orders').select((eb) => timeGroup(eb.ref('placed_at'), '1 minute').as('time'))
// @ts-expect-error months are not equally long
db.selectFrom('orders').select((eb) => timeGroup(eb.ref('placed_at'), '1M').as('time'))
// @ts-expect-error only a time has a day
db.selectFrom('orders').select((eb) => utcDay(eb.ref('status')).as('day'))
// @ts-expect-error only a date becomes a time
db.selectFrom('orders').select((eb) => asTime(eb.ref('status')).as('time'))
// @ts-expect-error only numbers are divided
db.selectFrom('orders').select((eb) => ratio(eb.ref('status'), eb.ref('amount_cents')).as('rate'))
// @ts-expect-error only numbers have percentiles
db.selectFrom('orders').select((eb) => percentile(0.95, eb.ref('status')).as('p95'))
