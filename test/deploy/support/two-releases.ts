import { sourceIndex } from 'sightline'
import { type DesiredState, desiredState } from '../../../toolkit/release/desired-state.ts'
import { functionOf, orders, panelsOf, shopRelease, storedOf, viewOf } from './small-shop.ts'

const index = (...columns: ('day' | 'amount')[]) =>
  sourceIndex('orders_by', { description: 'For a test.', on: orders, columns })

/** A release with some of everything. */
export const firstDefinitions = [
  index('day'),
  viewOf(
    'shop.paid',
    'order_id',
    'select order_id, customer_id, day, amount, quantity from orders where amount > 2',
  ),
  viewOf(
    'shop.daily',
    'day',
    'select day, sum(amount) as revenue, count(*) as orders from shop.paid group by day',
  ),
  viewOf('shop.best', '', 'select max(revenue) as best, max(orders) as busiest from shop.daily'),
  storedOf(
    'shop.totals',
    'customer_id',
    'select customer_id, sum(amount) as total, count(*) as orders from shop.paid group by 1',
  ),
  functionOf('shop.twice', '(n numeric)', 'numeric', 'select n * 2'),
  panelsOf(
    'select day, revenue, orders from shop.daily',
    'select best, busiest from shop.best',
    'select customer_id, total, orders from shop.totals',
  ),
]

/** The release after it: columns come, go, move, are renamed and retyped, stored rows change. */
export const secondDefinitions = [
  index('day', 'amount'),
  viewOf(
    'shop.paid',
    'order_id',
    'select order_id, amount as price, customer_id, day, quantity::numeric as quantity from orders where amount > 2',
  ),
  viewOf(
    'shop.daily',
    'day',
    'select day, sum(quantity) as sold, sum(price) as turnover from shop.paid group by day',
  ),
  viewOf('shop.best', '', 'select max(turnover) as best from shop.daily'),
  storedOf('shop.totals', 'customer_id', 'select customer_id, sum(price) as spent from shop.paid group by 1'),
  functionOf('shop.twice', '(n numeric)', 'numeric', 'select n + n'),
  viewOf('shop.spenders', '', 'select count(*) as spenders from shop.totals'),
  panelsOf(
    'select day, sold, turnover from shop.daily',
    'select best from shop.best',
    'select customer_id, spent from shop.totals',
    'select spenders from shop.spenders',
  ),
]

/** What both releases have: these are never missing. */
export const sharedViews = ['shop.paid', 'shop.daily', 'shop.best', 'shop.totals']

export const firstRelease = (role: string) => shopRelease(firstDefinitions, role, '1.0.0')
export const secondRelease = (role: string) => shopRelease(secondDefinitions, role, '2.0.0')
export const firstState = (role: string): DesiredState => desiredState(firstRelease(role))
export const secondState = (role: string): DesiredState => desiredState(secondRelease(role))

/** A release that Postgres refuses. */
export const brokenDefinitions = [
  ...secondDefinitions,
  viewOf('shop.broken', '', 'select nothing from orders'),
]
