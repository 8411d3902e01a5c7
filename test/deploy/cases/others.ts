import { sql } from 'kysely'
import { sourceIndex, table } from 'sightline'
import { date, integer, numeric, text } from 'sightline/columns'
import type { DeployCase } from '../support/deploy-case.ts'
import { functionOf, immutableOf, orders, panelsOf, viewOf } from '../support/small-shop.ts'

const description = 'For a test.'
const index = (columns: readonly ('day' | 'amount')[], unique = false) =>
  sourceIndex('orders_by', { description, on: orders, columns, unique })
const isBig = immutableOf('shop.is_big', '(n integer)', 'boolean', 'select n > 10')
const bigOnly = sourceIndex('orders_by', {
  description,
  on: orders,
  columns: ['day'],
  where: () => sql<boolean>`shop.is_big(quantity)`,
})
const byMonth = sourceIndex('orders_by', {
  description,
  on: orders,
  columns: [(eb) => sql`date_part('month', ${eb.ref('day')}::timestamp)`, 'amount'],
})
const byBig = sourceIndex('orders_by', {
  description,
  on: orders,
  columns: [(eb) => sql`shop.is_big(${eb.ref('quantity')})`],
})
const log = (columns: Parameters<typeof table>[1]['columns']) => table('shop.log', { description, columns })
const twice = (parameters: string, returns: string, body: string) =>
  functionOf('shop.twice', parameters, returns, body)
const over = viewOf('shop.doubled', 'order_id', 'select order_id, shop.twice(quantity) as two from orders')
const reads = panelsOf('select two from shop.doubled')

/** Functions, indexes, tables, comments and the reader. */
export const otherCases: readonly DeployCase[] = [
  {
    title: 'an index is added',
    before: [],
    after: [index(['day'])],
    changes: ['prepare index orders_by'],
  },
  {
    title: 'an index whose condition calls a function of the release is added with it',
    before: [],
    after: [isBig, bigOnly],
    changes: ['prepare add shop', 'prepare add shop.is_big', 'prepare index orders_by'],
  },
  {
    title: 'a function goes in the release in which the index goes that calls it',
    before: [isBig, bigOnly],
    after: [],
    changes: ['finish drop orders_by', 'finish drop shop.is_big'],
  },
  {
    title: 'a function goes in the release in which the index changes that called it',
    before: [isBig, bigOnly],
    after: [index(['day'])],
    changes: ['prepare index orders_by', 'finish drop shop.is_big'],
  },
  {
    title: 'a table whose default calls a function of the release is added with it',
    before: [],
    after: [
      functionOf('shop.next_code', '()', 'text', `select 'code'`),
      log({ day: date(), code: text().default('shop.next_code()') }),
    ],
    changes: ['prepare add shop', 'prepare add shop.next_code', 'prepare add shop.log'],
  },
  {
    title: 'an index changes',
    before: [index(['day'])],
    after: [index(['day', 'amount'])],
    changes: ['prepare index orders_by'],
  },
  {
    title: 'an index over what is worked out from a column takes the place of one over columns',
    before: [index(['day'])],
    after: [byMonth],
    changes: ['prepare index orders_by'],
  },
  {
    title: 'an index over what a function of the release gives is added with it',
    before: [],
    after: [isBig, byBig],
    changes: ['prepare add shop', 'prepare add shop.is_big', 'prepare index orders_by'],
  },
  {
    title: 'an index that was broken off is built again',
    before: [],
    byHand: [
      'create index orders_by on orders (day)',
      `update pg_index set indisvalid = false where indexrelid = 'orders_by'::regclass`,
    ],
    after: [index(['day'])],
    changes: ['prepare index orders_by'],
  },
  {
    title: 'an index that changes and was broken off on the way is built again',
    before: [index(['day'])],
    byHand: [
      'create index orders_by__new on orders (day, amount)',
      `update pg_index set indisvalid = false where indexrelid = 'orders_by__new'::regclass`,
    ],
    after: [index(['day', 'amount'])],
    changes: ['prepare index orders_by'],
  },
  {
    title: 'an index goes',
    before: [index(['day'])],
    after: [],
    changes: ['finish drop orders_by'],
  },
  {
    title: 'an index that somebody made is taken over',
    before: [],
    byHand: ['create index orders_by on orders (day)'],
    after: [index(['day'])],
    changes: ['contract comment orders_by'],
  },
  {
    title: 'a function that somebody made is taken over, and the plan says so',
    before: [],
    byHand: [
      'create schema shop',
      `create function shop.twice(n int) returns int language sql as 'select 42'`,
    ],
    after: [twice('(n int)', 'int', 'select n * 2')],
    changes: ['expand replace shop.twice'],
    hazards: ['takes over'],
  },
  {
    title: 'a function is added',
    before: [],
    after: [twice('(n int)', 'int', 'select n * 2')],
    changes: ['prepare add shop', 'expand add shop.twice'],
  },
  {
    title: 'a function changes its body below a view',
    before: [twice('(n int)', 'int', 'select n * 2'), over, reads],
    after: [twice('(n int)', 'int', 'select n + n'), over, reads],
    changes: ['expand replace shop.twice'],
  },
  {
    title: 'a function changes its result below a view',
    before: [twice('(n int)', 'int', 'select n * 2'), over, reads],
    after: [twice('(n int)', 'bigint', 'select n * 2::bigint'), over, reads],
    changes: [
      'expand rebuild shop.twice',
      'expand rebuild shop.doubled',
      'expand grant reader',
      'contract replace shop.doubled',
    ],
    hazards: ['type change'],
  },
  {
    title: 'a function gets another argument',
    before: [twice('(n int)', 'int', 'select n * 2')],
    after: [twice('(n int, m int)', 'int', 'select n * m')],
    changes: ['expand add shop.twice', 'contract drop shop.twice'],
  },
  {
    title: 'a function goes with the view that calls it',
    before: [twice('(n int)', 'int', 'select n * 2'), over, viewOf('shop.one', '', 'select 1 as one'), reads],
    after: [viewOf('shop.one', '', 'select 1 as one')],
    changes: ['contract drop shop.doubled', 'contract drop shop.twice', 'contract grant reader'],
    hazards: ['drops a column'],
  },
  {
    title: 'a table is added',
    before: [],
    after: [log({ at: date(), note: text() })],
    changes: ['prepare add shop', 'prepare add shop.log'],
  },
  {
    title: 'a table gets a column, and its rows stay',
    before: [log({ at: date() })],
    byHand: [`insert into shop.log values ('2024-01-01')`],
    after: [log({ at: date(), note: text().nullable() })],
    changes: ['prepare extend shop.log'],
    keeps: ['select count(*) = 1 from shop.log'],
  },
  {
    title: 'a table goes, and its rows stay',
    before: [log({ at: date() })],
    byHand: [`insert into shop.log values ('2024-01-01')`],
    after: [viewOf('shop.one', '', 'select 1 as one')],
    changes: ['expand add shop.one', 'contract drop shop.log'],
    hazards: ['keeps rows'],
    keeps: ['select count(*) = 1 from shop.log'],
    differs: ['shop.log'],
  },
  {
    title: 'a column of a table that changes its type stops the plan',
    before: [log({ amount: integer() })],
    after: [log({ amount: numeric(8, 2) })],
    changes: ['prepare extend shop.log'],
    hazards: ['refused'],
    stops: 'shop.log.amount is integer and is defined as numeric(8,2)',
  },
  {
    title: 'only descriptions change',
    before: [viewOf('shop.one', '', 'select 1 as one', { columns: { one: 'A number.' } })],
    after: [viewOf('shop.one', '', 'select 1 as one', { description: 'New.', columns: { one: 'One.' } })],
    changes: ['contract comment shop.one'],
  },
  {
    title: 'a description of a column is taken back',
    before: [viewOf('shop.one', '', 'select 1 as one', { columns: { one: 'A number.' } })],
    after: [viewOf('shop.one', '', 'select 1 as one')],
    changes: ['contract comment shop.one'],
  },
  {
    title: 'a panel counts rows: the reader gets one column, and never a secret one',
    before: [],
    after: [panelsOf('select count(*) from customers', 'select name from customers')],
    changes: ['expand grant reader'],
    keeps: [
      `select has_column_privilege(rolname, 'customers', 'customer_id', 'select') and has_column_privilege(rolname, 'customers', 'name', 'select') and not has_column_privilege(rolname, 'customers', 'secret', 'select') from pg_roles where rolname = 'reader_of_' || current_database()`,
      `select rolconfig @> '{default_transaction_read_only=on}' and not rolcanlogin from pg_roles where rolname = 'reader_of_' || current_database()`,
    ],
  },
  {
    title: 'one panel calls a function, and others read columns with names of no type',
    before: [],
    after: [
      twice('(n int)', 'int', 'select n * 2'),
      panelsOf(
        'select shop.twice(quantity) as two from orders',
        'select placed_at, day from orders',
        'select name, customer_id from customers',
      ),
    ],
    changes: ['prepare add shop', 'expand add shop.twice', 'expand grant reader'],
  },
  {
    title: 'what nobody reads any more is taken from the reader',
    before: [panelsOf('select name from customers')],
    after: [panelsOf('select amount from orders')],
    changes: ['expand grant reader', 'contract grant reader'],
    keeps: [
      `select not has_any_column_privilege(rolname, 'customers', 'select') from pg_roles where rolname = 'reader_of_' || current_database()`,
    ],
  },
  {
    title: 'a grant by hand that gives the reader a whole table is left alone, and shown',
    before: [panelsOf('select name from customers')],
    byHand: [`do $$ begin execute 'grant select on customers to reader_of_' || current_database(); end $$`],
    after: [panelsOf('select name, customer_id from customers')],
    changes: [],
    differs: ['customers'],
    keeps: [
      `select has_column_privilege(rolname, 'customers', 'secret', 'select') from pg_roles where rolname = 'reader_of_' || current_database()`,
    ],
  },
  {
    title: 'a panel reads whole rows: the reader gets every column',
    before: [],
    after: [panelsOf('select to_json(customers) as customer from customers')],
    changes: ['expand grant reader'],
  },
  {
    title: 'a panel reads through a text that looks like whole rows',
    before: [],
    after: [panelsOf(`select 'customers.*' as pattern, count(*) from customers`)],
    changes: ['expand grant reader'],
    keeps: [
      `select not has_column_privilege(rolname, 'customers', 'secret', 'select') from pg_roles where rolname = 'reader_of_' || current_database()`,
    ],
  },
]
