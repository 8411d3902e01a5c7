import type { Generated } from 'kysely'
import {
  type DatabaseOf,
  from,
  materializedView,
  percentile,
  type RowOf,
  ratio,
  rows,
  utcDay,
  view,
} from 'sightline'
import type { FieldOf } from 'sightline/engine'
import type { SampleRow } from 'sightline/sample'
import { expectTypeOf } from 'vitest'
import type { NumericFieldOf, TextFieldOf } from '../../toolkit/define/panels/panel-options.ts'
import { customers, customerTotals, type dailyOrders, orders } from '../define/shop.ts'

// A source's row has the types of its columns, and null only where the column is nullable.
type OrderRow = NonNullable<(typeof orders)['row']>
expectTypeOf<OrderRow>().toEqualTypeOf<{
  order_id: Generated<number>
  customer_id: string
  status: string
  placed_at: Date
  shipped_at: Date | null
  amount_cents: number
  discount: number | null
}>()

// A view's row is its query's.
expectTypeOf<(typeof dailyOrders)['name']>().toEqualTypeOf<'analytics.daily_orders'>()
expectTypeOf<NonNullable<(typeof dailyOrders)['row']>>().toEqualTypeOf<{
  day: Date
  orders: number
  revenue: number
}>()

// A generated column is selected as its plain type.
const selected = from(orders).selectFrom('orders').select(['order_id', 'discount as rebate'])
expectTypeOf<RowOf<typeof selected>>().toEqualTypeOf<{ order_id: number; rebate: number | null }>()
expectTypeOf<FieldOf<typeof selected>>().toEqualTypeOf<'order_id' | 'rebate'>()

// A left join makes the columns of the joined table nullable, and of that table only.
const leftJoined = from(customers, orders)
  .selectFrom('customers')
  .leftJoin('orders', 'orders.customer_id', 'customers.customer_id')
  .select(['customers.name', 'orders.amount_cents', 'orders.placed_at'])
expectTypeOf<RowOf<typeof leftJoined>>().toEqualTypeOf<{
  name: string
  amount_cents: number | null
  placed_at: Date | null
}>()

// An inner join does not.
const joined = from(customers, orders)
  .selectFrom('customers')
  .innerJoin('orders', 'orders.customer_id', 'customers.customer_id')
  .select('orders.amount_cents')
expectTypeOf<RowOf<typeof joined>>().toEqualTypeOf<{ amount_cents: number }>()

// Nullability goes on through a view into what selects from it.
const overJoin = view('over_join', { description: 'Joined.', grain: [], query: leftJoined })
const fromView = from(overJoin).selectFrom('over_join').select(['name', 'placed_at'])
expectTypeOf<RowOf<typeof fromView>>().toEqualTypeOf<{ name: string; placed_at: Date | null }>()

// So it does through a materialized view.
const fromStored = from(customerTotals).selectFrom('analytics.customer_totals').selectAll()
expectTypeOf<RowOf<typeof fromStored>>().toEqualTypeOf<{
  customer_id: string
  name: string
  total_cents: number | null
}>()

// Times keep their nullability; a quotient or a percentile may always be null.
const computed = from(orders)
  .selectFrom('orders')
  .select((eb) => [
    utcDay(eb.ref('placed_at')).as('placed_on'),
    utcDay(eb.ref('shipped_at')).as('shipped_on'),
    ratio(eb.ref('amount_cents'), eb.ref('discount')).as('rate'),
    percentile(0.5, eb.ref('amount_cents')).as('median'),
  ])
expectTypeOf<RowOf<typeof computed>>().toEqualTypeOf<{
  placed_on: Date
  shipped_on: Date | null
  rate: number | null
  median: number | null
}>()

// Fields are told apart by what they hold; a nullable number is a number.
const mixed = from(orders).selectFrom('orders').select(['status', 'placed_at', 'amount_cents', 'discount'])
expectTypeOf<NumericFieldOf<typeof mixed>>().toEqualTypeOf<'amount_cents' | 'discount'>()
expectTypeOf<TextFieldOf<typeof mixed>>().toEqualTypeOf<'status'>()

// The database type has the relations under their names and no others.
type Shop = DatabaseOf<[typeof customers, typeof dailyOrders]>
expectTypeOf<keyof Shop>().toEqualTypeOf<'customers' | 'analytics.daily_orders'>()

// A sample row may leave generated, defaulted and nullable columns out.
expectTypeOf<{ customer_id: string; name: string; joined_on: Date }>().toExtend<SampleRow<typeof customers>>()
expectTypeOf<{ customer_id: string; name: string }>().not.toExtend<SampleRow<typeof customers>>()

// The options of a view infer the row from the query alone, never from the grain.
const inferred = materializedView('inferred', {
  description: 'By customer.',
  grain: ['name'],
  indexes: [['customer_id', 'name']],
  query: from(customers).selectFrom('customers').select(['customer_id', 'name']),
})
expectTypeOf<NonNullable<(typeof inferred)['row']>>().toEqualTypeOf<{ customer_id: string; name: string }>()

// Aggregates are typed as Postgres types them: a count is never null, whatever else may be; a type given by hand stands.
const aggregates = rows(orders).select((eb) => [
  eb.fn.countAll().as('orders'),
  eb.fn.count('discount').distinct().as('discounts'),
  eb.fn.countAll().filterWhere('status', '=', 'paid').as('paid'),
  eb.fn.sum('amount_cents').as('total'),
  eb.fn.avg('amount_cents').as('mean'),
  eb.fn.max('placed_at').as('latest'),
  eb.fn.min('status').as('first'),
  eb.fn.sum<number>('discount').as('known'),
  eb.fn.coalesce(eb.fn.sum('amount_cents'), eb.lit(0)).as('none'),
])
expectTypeOf<RowOf<typeof aggregates>>().toEqualTypeOf<{
  orders: number
  discounts: number
  paid: number
  total: number | null
  mean: number | null
  latest: Date | null
  first: string | null
  known: number
  none: number
}>()

// So they are in a common table expression, and behind a join.
const counted = from(customers, orders)
  .with('totals', (db) =>
    db
      .selectFrom('orders')
      .groupBy('customer_id')
      .select((eb) => ['customer_id', eb.fn.countAll().as('orders'), eb.fn.sum('discount').as('total')]),
  )
  .selectFrom('customers')
  .leftJoin('totals', 'totals.customer_id', 'customers.customer_id')
  .select((eb) => ['name', 'orders', 'total', eb.fn.countAll().over().as('all')])
expectTypeOf<RowOf<typeof counted>>().toEqualTypeOf<{
  name: string
  orders: number | null
  total: number | null
  all: number
}>()

// A query names its relation once; others may be joined.
const named = rows(orders, customers)
  .innerJoin('customers as c', 'c.customer_id', 'orders.customer_id')
  .select(['c.name', 'status'])
expectTypeOf<RowOf<typeof named>>().toEqualTypeOf<{ name: string; status: string }>()
// @ts-expect-error what is not given cannot be joined
rows(orders).innerJoin('customers', 'customers.customer_id', 'orders.customer_id')
