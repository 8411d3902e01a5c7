import type { DeployCase } from '../support/deploy-case.ts'
import { functionOf, panelsOf, storedOf, viewOf } from '../support/small-shop.ts'

const bottom = (columns: string) => viewOf('shop.bottom', 'order_id', `select ${columns} from orders`)
const middle = (columns: string) =>
  viewOf('shop.middle', 'day', `select ${columns} from shop.bottom group by day`)
const top = (columns: string) => viewOf('shop.top', '', `select ${columns} from shop.middle`)

const all = 'order_id, day, amount, quantity'
const sums = 'day, sum(amount) as revenue'
const most = 'max(revenue) as best'
const reads = panelsOf('select best from shop.top')

/** Views that read each other. */
export const chainCases: readonly DeployCase[] = [
  {
    title: 'a change at the bottom leaves what reads it as it is',
    before: [bottom(all), middle(sums), top(most), reads],
    after: [bottom(`${all}, customer_id`), middle(sums), top(most), reads],
    changes: ['expand extend shop.bottom'],
  },
  {
    title: 'a rebuild at the bottom rebuilds all that read it, and no other',
    before: [bottom(all), middle(sums), top(most), reads],
    after: [bottom('day, order_id, amount, quantity'), middle(sums), top(most), reads],
    changes: ['expand rebuild shop.bottom', 'expand rebuild shop.middle', 'expand rebuild shop.top'],
  },
  {
    title: 'a column that nobody above reads is dropped at the bottom',
    before: [bottom(all), middle(sums), top(most), reads],
    after: [bottom('order_id, day, amount'), middle(sums), top(most), reads],
    changes: [
      'expand bridge shop.bottom',
      'contract rebuild shop.bottom',
      'contract rebuild shop.middle',
      'contract rebuild shop.top',
    ],
  },
  {
    title: 'a column is renamed through the whole chain',
    before: [bottom(all), middle(sums), top(most), reads],
    after: [
      bottom('order_id, day, amount as price, quantity'),
      middle('day, sum(price) as turnover'),
      top('max(turnover) as peak'),
      panelsOf('select peak from shop.top'),
    ],
    changes: [
      'expand bridge shop.bottom',
      'expand bridge shop.middle',
      'expand bridge shop.top',
      'expand grant reader',
      'contract rebuild shop.bottom',
      'contract rebuild shop.middle',
      'contract rebuild shop.top',
    ],
    hazards: ['drops a column'],
  },
  {
    title: 'a type changes through the whole chain',
    before: [bottom(all), middle('day, sum(quantity) as sold'), top('max(sold) as best'), reads],
    after: [
      bottom('order_id, day, amount, quantity::numeric as quantity'),
      middle('day, sum(quantity) as sold'),
      top('max(sold) as best'),
      reads,
    ],
    changes: [
      'expand bridge shop.bottom',
      'expand bridge shop.middle',
      'expand bridge shop.top',
      'contract rebuild shop.bottom',
      'contract rebuild shop.middle',
      'contract rebuild shop.top',
    ],
    hazards: ['type change'],
  },
  {
    title: 'a view in the middle is added',
    before: [bottom(all), viewOf('shop.top', '', 'select max(amount) as best from shop.bottom'), reads],
    after: [bottom(all), middle(sums), top(most), reads],
    changes: ['expand add shop.middle', 'expand replace shop.top'],
  },
  {
    title: 'a view in the middle goes',
    before: [bottom(all), middle(sums), top(most), reads],
    after: [bottom(all), viewOf('shop.top', '', 'select max(amount) as best from shop.bottom'), reads],
    changes: ['expand replace shop.top', 'contract drop shop.middle'],
  },
  {
    title: 'the whole chain goes',
    before: [bottom(all), middle(sums), top(most), reads],
    after: [bottom(all), panelsOf('select amount from shop.bottom')],
    changes: ['expand grant reader', 'contract drop shop.middle', 'contract drop shop.top'],
    hazards: ['drops a column'],
  },
  {
    title: 'a view goes whose bottom is rebuilt at the same time',
    before: [bottom(all), middle(sums), panelsOf('select revenue from shop.middle')],
    after: [bottom('day, order_id, amount, quantity'), panelsOf('select amount from shop.bottom')],
    changes: [
      'expand rebuild shop.bottom',
      'expand rebuild shop.middle',
      'expand grant reader',
      'contract drop shop.middle',
    ],
    hazards: ['drops a column'],
  },
  {
    title: 'a view goes whose bottom loses the column that it read',
    before: [bottom(all), middle(sums), panelsOf('select revenue from shop.middle')],
    after: [bottom('order_id, day, quantity'), panelsOf('select quantity from shop.bottom')],
    changes: [
      'expand bridge shop.bottom',
      'expand grant reader',
      'contract rebuild shop.bottom',
      'contract drop shop.middle',
    ],
    hazards: ['drops a column'],
  },
  {
    title: 'two views change places in the chain',
    before: [
      viewOf('shop.first', 'day', 'select day, sum(amount) as a from orders group by day'),
      viewOf('shop.second', 'day', 'select day, a as b from shop.first'),
      panelsOf('select b from shop.second'),
    ],
    after: [
      viewOf('shop.second', 'day', 'select day, sum(amount) as b from orders group by day'),
      viewOf('shop.first', 'day', 'select day, b as a from shop.second'),
      panelsOf('select b from shop.second'),
    ],
    changes: ['expand replace shop.second', 'expand replace shop.first'],
  },
  {
    title: 'a diamond loses a column at its bottom',
    before: [
      bottom(all),
      middle(sums),
      viewOf('shop.other', 'day', 'select day, sum(quantity) as sold from shop.bottom group by day'),
      viewOf(
        'shop.both',
        'day',
        'select m.day, m.revenue, o.sold from shop.middle m join shop.other o on o.day = m.day',
      ),
      panelsOf('select revenue, sold from shop.both'),
    ],
    after: [
      bottom('order_id, day, amount'),
      middle(sums),
      viewOf('shop.both', 'day', 'select m.day, m.revenue from shop.middle m'),
      panelsOf('select revenue from shop.both'),
    ],
    changes: [
      'expand bridge shop.bottom',
      'expand bridge shop.both',
      'contract rebuild shop.bottom',
      'contract rebuild shop.middle',
      'contract rebuild shop.both',
      'contract drop shop.other',
    ],
    hazards: ['drops a column'],
  },
  {
    title: 'views stand in public and in a schema of their own',
    before: [
      viewOf('daily', 'day', 'select day, sum(amount) as a from orders group by day'),
      viewOf('shop.best', '', 'select max(a) as best from daily'),
    ],
    after: [
      viewOf('daily', 'day', 'select sum(amount) as a, day from orders group by day'),
      viewOf('shop.best', '', 'select max(a) as best from daily'),
    ],
    changes: ['expand rebuild daily', 'expand rebuild shop.best'],
  },
  {
    title: 'views go that read one with the name of a schema, and one becomes a function',
    before: [
      storedOf('shop', 'customer_id', 'select customer_id, sum(amount) as total from orders group by 1'),
      viewOf('tops', 'customer_id', 'select customer_id from public.shop'),
      viewOf('shop.tops', 'customer_id', 'select customer_id from public.tops'),
      viewOf('shop.doubled', 'customer_id', 'select customer_id from public.tops'),
      panelsOf('select customer_id from shop.tops', 'select count(*) as n from shop.doubled'),
    ],
    after: [
      functionOf('shop.doubled', '(n integer)', 'integer', 'select n * 2'),
      viewOf('shop.n', '', 'select count(*) as n from orders'),
      panelsOf('select shop.doubled(n::integer) as n from shop.n'),
    ],
    changes: [
      'expand add shop.n',
      'expand add shop.doubled',
      'expand grant reader',
      'contract drop shop',
      'contract drop shop.doubled',
      'contract drop shop.tops',
      'contract drop tops',
      'finish drop shop__hash',
    ],
    hazards: ['drops a column'],
  },
]
