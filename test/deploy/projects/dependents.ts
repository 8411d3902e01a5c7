import { type Definition, source } from 'sightline'
import { bigint, numeric, text } from 'sightline/columns'
import type { ProjectCase } from '../support/project-case.ts'
import { immutableOf, panelsOf, viewOf } from '../support/small-shop.ts'

const orders = source('orders', {
  description: 'Orders.',
  columns: { id: bigint().primaryKey(), customer: text(), amount: numeric(10, 2) },
})
const found = [
  'create table orders (id bigint primary key, customer text not null, amount numeric(10,2) not null)',
  `insert into orders values (1, 'a', 1)`,
]
const norm = (returns: string, parameters = '(x numeric)') =>
  immutableOf('app.norm', parameters, returns, `select x::${returns}`)
const narrow = [orders, norm('integer')]
const wide = [orders, norm('bigint')]
const moved = [orders, norm('integer', '(x numeric, again integer default 1)')]

const totals = (columns: string, more: readonly Definition[] = []) => [
  orders,
  ...more,
  viewOf('app.totals', 'customer', `select ${columns} from orders group by customer`),
]
const plain = totals('customer, sum(amount) as total')
const turned = totals('sum(amount) as total, customer')

/** What somebody built on a function, as Postgres knows it. */
const onFunction: readonly (readonly [what: string, words: RegExp, ...statements: string[]])[] = [
  ['an index', /by_norm/, 'create index by_norm on orders (app.norm(amount))'],
  ['a default', /theirs/, 'create table theirs (n bigint default app.norm(2.5))'],
  [
    'a generated column',
    /theirs/,
    'create table theirs (a numeric, n bigint generated always as (app.norm(a)) stored)',
  ],
  ['a check', /theirs/, 'create table theirs (a numeric, constraint whole check (app.norm(a) > 0))'],
  ['a domain', /positive/, 'create domain positive as numeric check (app.norm(value) > 0)'],
  ['a policy', /seen/, 'create policy seen on orders using (app.norm(amount) > 0)'],
  ['statistics', /of_norm/, 'create statistics of_norm on (app.norm(amount)), customer from orders'],
  ['a view', /theirs/, 'create view theirs as select app.norm(amount) as n from orders'],
  [
    'a materialized view',
    /theirs/,
    'create materialized view theirs as select app.norm(amount) as n from orders',
  ],
  [
    'a rule',
    /theirs|noted/,
    'create table theirs (n bigint)',
    'create rule noted as on insert to theirs do also select app.norm(1)',
  ],
  [
    'the condition of a trigger',
    /noted/,
    `create function public.note() returns trigger language plpgsql as 'begin return new; end'`,
    'create trigger noted before insert on orders for each row when (app.norm(new.amount) > 0) execute function public.note()',
  ],
  [
    'a function with its body',
    /theirs/,
    'create function public.theirs() returns bigint language sql begin atomic select app.norm(1); end',
  ],
  ['an operator', /operator|@@@/, 'create operator public.@@@ (function = app.norm, rightarg = numeric)'],
  ['a partition key', /theirs/, 'create table theirs (a numeric) partition by range (app.norm(a))'],
]

const onView: readonly (readonly [what: string, words: RegExp, ...statements: string[]])[] = [
  ['a view', /theirs/, 'create view theirs as select total from app.totals'],
  ['a materialized view', /theirs/, 'create materialized view theirs as select total from app.totals'],
  [
    'a rule on a source',
    /orders/,
    'create rule noted as on update to orders do also select total from app.totals',
  ],
  ['a policy', /seen/, 'create policy seen on orders using (customer in (select customer from app.totals))'],
  [
    'a function with its body',
    /theirs/,
    'create function public.theirs() returns numeric language sql begin atomic select total from app.totals; end',
  ],
  [
    'a function that returns its rows',
    /theirs/,
    `create function public.theirs() returns setof app.totals language sql as 'select * from app.totals'`,
  ],
  ['a column of its type', /theirs/, 'create table theirs (one app.totals)'],
]

/** What somebody built on what a release has to drop is named, and stops the plan. */
export const dependentCases: readonly ProjectCase[] = [
  ...onFunction.flatMap(([what, stops, ...byHand]): ProjectCase[] => [
    {
      title: `a function changes its result below ${what} of somebody`,
      found,
      releases: [narrow, wide],
      byHand,
      stops,
    },
    {
      title: `a function changes its parameters below ${what} of somebody`,
      found,
      releases: [narrow, moved],
      byHand,
      stops,
    },
  ]),
  ...onView.map(
    ([what, stops, ...byHand]): ProjectCase => ({
      title: `a view is rebuilt below ${what} of somebody`,
      found,
      releases: [plain, turned],
      byHand,
      stops,
    }),
  ),
  {
    title: 'what somebody built on a function does not keep a view of the same name',
    found: [
      ...found,
      'create schema app',
      `create function app.totals() returns integer language sql immutable as 'select 1'`,
      'create materialized view theirs as select app.totals() as n',
    ],
    releases: [plain, turned, [orders]],
  },
  {
    title: 'a function whose argument may no longer be left out is made anew with what calls it',
    found,
    releases: ['integer default 1', 'integer'].map((n) => [
      orders,
      immutableOf('app.times', `(n ${n})`, 'integer', 'select n'),
      viewOf('app.totals', 'id', 'select id, app.times(2) as two from orders'),
      panelsOf('select two from app.totals', 'select app.times(3) as three'),
    ]),
  },
  {
    title: 'a declared source that is a view over ours stops the plan',
    found,
    releases: [
      plain,
      totals('sum(amount) as total, customer', [
        source('reports.export', {
          description: 'A view of another team over our view.',
          columns: { customer: text().nullable(), total: numeric().nullable() },
        }),
      ]),
    ],
    byHand: ['create schema reports', 'create view reports.export as select customer, total from app.totals'],
    stops: /reports\.export/,
  },
  {
    title: 'a function that changes its parameters is replaced together with our views that call it',
    found,
    releases: [
      [
        ...narrow,
        viewOf('app.v', 'id', 'select id, app.norm(amount) as n from orders'),
        panelsOf('select n from app.v'),
      ],
      [
        ...moved,
        viewOf('app.v', 'id', 'select id, app.norm(amount) as n from orders'),
        panelsOf('select n from app.v'),
      ],
    ],
    holds: ['select n = 1 from app.v'],
  },
  {
    title: 'a function that changes its result is replaced together with our views that call it',
    found,
    releases: [
      [
        ...narrow,
        viewOf('app.v', 'id', 'select id, app.norm(amount) as n from orders'),
        panelsOf('select n from app.v'),
      ],
      [
        ...wide,
        viewOf('app.v', 'id', 'select id, app.norm(amount) as n from orders'),
        panelsOf('select n from app.v'),
      ],
    ],
    holds: ['select n = 1 from app.v'],
  },
]
