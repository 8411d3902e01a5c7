import type { DeployCase } from '../support/deploy-case.ts'
import { panelsOf, viewOf } from '../support/small-shop.ts'

const contract = ['contract rebuild shop.numbers']

/** What rows are matched by while old and new readers share a view. */
export const grainCases: readonly DeployCase[] = [
  {
    title: 'a view of one row loses a column',
    before: [
      viewOf('shop.numbers', '', 'select sum(amount) as a, count(*) as b from orders'),
      panelsOf('select b from shop.numbers'),
    ],
    after: [
      viewOf('shop.numbers', '', 'select sum(amount) as a from orders'),
      panelsOf('select a from shop.numbers'),
    ],
    changes: ['expand bridge shop.numbers', 'expand grant reader', ...contract],
    hazards: ['drops a column'],
  },
  {
    title: 'rows are matched by two columns, one of which may be null',
    before: [
      viewOf(
        'shop.numbers',
        'day, customer',
        `select day, nullif(customer_id, 'c1') as customer, sum(amount) as a, 1 as b from orders group by 1, 2`,
      ),
      panelsOf('select a, b from shop.numbers'),
    ],
    after: [
      viewOf(
        'shop.numbers',
        'day, customer',
        `select day, nullif(customer_id, 'c1') as customer, sum(amount) as a from orders group by 1, 2`,
      ),
      panelsOf('select a from shop.numbers'),
    ],
    changes: ['expand bridge shop.numbers', ...contract],
    hazards: ['drops a column'],
  },
  {
    title: 'the columns of the grain are named in another order',
    before: [
      viewOf(
        'shop.numbers',
        'day, customer_id',
        'select day, customer_id, sum(amount) as a, 1 as b from orders group by 1, 2',
      ),
      panelsOf('select a, b from shop.numbers'),
    ],
    after: [
      viewOf(
        'shop.numbers',
        'customer_id, day',
        'select day, customer_id, sum(amount) as a from orders group by 1, 2',
      ),
      panelsOf('select a from shop.numbers'),
    ],
    changes: ['expand bridge shop.numbers', ...contract],
    hazards: ['drops a column'],
  },
  {
    title: 'the grain becomes finer and a column goes',
    before: [
      viewOf('shop.numbers', 'day', 'select day, sum(amount) as a from orders group by 1'),
      panelsOf('select day, a from shop.numbers'),
    ],
    after: [
      viewOf(
        'shop.numbers',
        'day, customer_id',
        'select day, customer_id, sum(amount) as b from orders group by 1, 2',
      ),
      panelsOf('select day, b from shop.numbers'),
    ],
    changes: ['expand bridge shop.numbers', 'expand grant reader', ...contract],
    hazards: ['drops a column', 'grain change'],
  },
  {
    title: 'the grain becomes finer and a column goes, whose type takes no null and has an odd name',
    there: [
      'create schema byhand',
      'create domain byhand."cents (to collate it)" as numeric(12,2) not null check (value > 0)',
    ],
    before: [
      viewOf(
        'shop.numbers',
        'day',
        'select day, sum(amount)::byhand."cents (to collate it)" as a from orders group by 1',
      ),
      panelsOf('select day, a from shop.numbers'),
    ],
    after: [
      viewOf(
        'shop.numbers',
        'day, customer_id',
        'select day, customer_id, sum(amount) as b from orders group by 1, 2',
      ),
      panelsOf('select day, b from shop.numbers'),
    ],
    changes: ['expand bridge shop.numbers', 'expand grant reader', ...contract],
    hazards: ['drops a column', 'grain change'],
  },
  {
    title: 'a view that checks what is written through it loses a column',
    before: [
      viewOf('shop.numbers', 'order_id', 'select order_id, amount, quantity from orders where amount < 10', {
        with: ['check_option=local'],
      }),
      panelsOf('select amount, quantity from shop.numbers'),
    ],
    after: [
      viewOf('shop.numbers', 'order_id', 'select order_id, amount from orders where amount < 10', {
        with: ['check_option=local'],
      }),
      panelsOf('select amount from shop.numbers'),
    ],
    changes: ['expand bridge shop.numbers', ...contract],
    hazards: ['drops a column'],
    keeps: [`select reloptions @> '{check_option=local}' from pg_class where oid = 'shop.numbers'::regclass`],
  },
  {
    title: 'the grain becomes finer and every column stays',
    before: [
      viewOf('shop.numbers', 'day', 'select day, sum(amount) as a from orders group by 1'),
      panelsOf('select day, a from shop.numbers'),
    ],
    after: [
      viewOf(
        'shop.numbers',
        'day, customer_id',
        'select day, sum(amount) as a, customer_id from orders group by 1, 3',
      ),
      panelsOf('select day, a from shop.numbers'),
    ],
    changes: ['expand extend shop.numbers'],
  },
  {
    title: 'the column of the grain is renamed',
    before: [
      viewOf('shop.numbers', 'day', 'select day, sum(amount) as a from orders group by 1'),
      panelsOf('select day, a from shop.numbers'),
    ],
    after: [
      viewOf('shop.numbers', 'date', 'select day as date, sum(amount) as a from orders group by 1'),
      panelsOf('select date, a from shop.numbers'),
    ],
    changes: ['expand bridge shop.numbers', 'expand grant reader', ...contract],
    hazards: ['drops a column', 'grain change'],
  },
  {
    title: 'the column of the grain changes its type, which Postgres can cast back',
    before: [
      viewOf('shop.numbers', 'day', 'select day, sum(amount) as a from orders group by 1'),
      panelsOf('select day, a from shop.numbers'),
    ],
    after: [
      viewOf('shop.numbers', 'day', 'select day::timestamp as day, sum(amount) as a from orders group by 1'),
      panelsOf('select day, a from shop.numbers'),
    ],
    changes: ['expand bridge shop.numbers', ...contract],
    hazards: ['type change'],
  },
  {
    title: 'a view of one row becomes one of many',
    before: [
      viewOf('shop.numbers', '', 'select sum(amount) as a, count(*) as b from orders'),
      panelsOf('select b from shop.numbers'),
    ],
    after: [
      viewOf('shop.numbers', 'day', 'select sum(amount) as a, day from orders group by day'),
      panelsOf('select a from shop.numbers'),
    ],
    changes: ['expand bridge shop.numbers', 'expand grant reader', ...contract],
    hazards: ['drops a column', 'grain change'],
  },
]
