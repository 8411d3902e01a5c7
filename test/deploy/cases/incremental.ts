import { sql } from 'kysely'
import { type Definition, follow, incrementalView, rows, view } from 'sightline'
import type { DeployCase } from '../support/deploy-case.ts'
import { functionOf, orders, panelsOf, storedOf, viewOf } from '../support/small-shop.ts'

const totals = (
  columns: string,
  options: { indexes?: readonly 'total'[][]; description?: string } = {},
): Definition =>
  incrementalView('shop.totals', {
    description: 'For a test.',
    ...options,
    grain: ['customer_id'],
    query: sql<{
      customer_id: string
      total: number
    }>`${sql.raw(`select ${columns} from orders group by customer_id`)}`,
    follow: [follow(orders, 'customer_id')],
  })

const foundByTime = incrementalView('shop.totals', {
  description: 'For a test.',
  grain: ['customer_id'],
  query: sql<{
    customer_id: string
  }>`select customer_id, sum(amount) as total from orders group by customer_id`,
  follow: [follow(orders, 'customer_id', { changedBy: { column: 'placed_at', lateBy: { minutes: 10 } } })],
})

const large = 'order_id, customer_id, amount'

/** Totals of a view, by its query. */
function totalsOfLarge(query: string): Definition {
  const below = view('shop.large', {
    description: 'For a test.',
    grain: ['order_id'],
    query: sql<{ order_id: number; customer_id: string; amount: number }>`${sql.raw(query)}`,
  })
  return incrementalView('shop.totals', {
    description: 'For a test.',
    grain: ['customer_id'],
    query: rows(below, orders)
      .groupBy('customer_id')
      .select((eb) => ['customer_id', eb.fn.sum('amount').as('total')]),
    follow: [follow(orders, 'customer_id')],
  })
}

const plain = 'customer_id, sum(amount) as total'
const doubled = 'customer_id, shop.doubled(sum(amount)) as total'
const stored = storedOf('shop.totals', 'customer_id', `select ${plain} from orders group by customer_id`)
const reads = (column: string) => panelsOf(`select customer_id, ${column} from shop.totals`)
const made = ['prepare add shop.totals__hash', 'prepare fill shop.totals__hash']
const dropped = 'finish drop shop.totals__hash'
const noTriggers = `select count(*) = 0 from pg_trigger where tgrelid = 'orders'::regclass and not tgisinternal`
const fourTriggers = `select count(*) = 4 from pg_trigger where tgrelid = 'orders'::regclass and not tgisinternal`
const isFull = `select not exists (select customer_id, total from shop.totals except select ${plain} from orders group by 1)`
const write = `update orders set amount = amount + 1 where order_id = 3`

/** Incremental views. */
export const incrementalCases: readonly DeployCase[] = [
  {
    title: 'a first incremental view notes what changes from before it is filled',
    before: [],
    after: [totals(plain), reads('total')],
    changes: ['prepare add shop', ...made, 'expand add shop.totals', 'expand grant reader'],
    hazards: ['locks writers'],
    keeps: [fourTriggers, isFull],
  },
  {
    title: 'an incremental view with a new query has new triggers, and the old ones go',
    before: [totals('customer_id, sum(amount) * 2 as total'), reads('total')],
    byHand: [write],
    after: [totals(plain), reads('total')],
    changes: [...made, 'expand swap shop.totals', dropped],
    hazards: ['locks writers'],
    keeps: [fourTriggers, isFull],
  },
  {
    title: 'an incremental view with another description keeps its rows',
    before: [totals(plain), reads('total')],
    after: [totals(plain, { description: 'Something else.' }), reads('total')],
    changes: ['contract comment shop.totals'],
  },
  {
    title: 'an incremental view with another index is filled anew',
    before: [totals(plain), reads('total')],
    after: [totals(plain, { indexes: [['total']] }), reads('total')],
    changes: [...made, 'expand swap shop.totals', dropped],
    hazards: ['locks writers'],
  },
  {
    title: 'an incremental view gets a column',
    before: [totals(plain), reads('total')],
    after: [totals(`${plain}, count(*) as orders`), reads('orders')],
    changes: [...made, 'expand extend shop.totals', 'expand grant reader', 'contract grant reader', dropped],
    hazards: ['locks writers'],
  },
  {
    title: 'an incremental view loses a column that a panel reads',
    before: [totals(`${plain}, count(*) as orders`), reads('orders')],
    after: [totals(plain), reads('total')],
    changes: [
      ...made,
      'expand bridge shop.totals',
      'expand grant reader',
      'contract rebuild shop.totals',
      dropped,
    ],
    hazards: ['drops a column', 'locks writers'],
  },
  {
    title: 'an incremental view that finds changes by a column needs no triggers any more',
    before: [totals(plain), reads('total')],
    after: [foundByTime, reads('total')],
    changes: [...made, 'expand swap shop.totals', dropped],
    keeps: [noTriggers, isFull],
  },
  {
    title: 'a materialized view becomes an incremental one',
    before: [stored, reads('total')],
    after: [totals(plain), reads('total')],
    changes: [...made, 'expand swap shop.totals', dropped],
    hazards: ['locks writers'],
    keeps: [fourTriggers],
  },
  {
    title: 'an incremental view becomes a materialized one',
    before: [totals(plain), reads('total')],
    after: [stored, reads('total')],
    changes: ['prepare add shop.totals__hash', 'expand swap shop.totals', dropped],
    keeps: [noTriggers],
  },
  {
    title: 'an incremental view goes with its triggers',
    before: [totals(plain), viewOf('shop.n', '', 'select count(*) as n from orders'), reads('total')],
    after: [viewOf('shop.n', '', 'select count(*) as n from orders'), panelsOf('select n from shop.n')],
    changes: ['expand grant reader', 'contract drop shop.totals', dropped],
    hazards: ['drops a column'],
    keeps: [noTriggers, `select count(*) = 0 from pg_class where relname like 'totals%'`],
  },
  {
    title: 'a function whose result changes is refused while an incremental view that goes is made with it',
    before: [
      functionOf('shop.doubled', '(n numeric)', 'numeric', 'select n * 2'),
      totals(doubled),
      reads('total'),
    ],
    after: [
      functionOf('shop.doubled', '(n numeric)', 'text', 'select n::text'),
      panelsOf('select name from customers'),
    ],
    changes: [
      'expand rebuild shop.doubled',
      'expand grant reader',
      'contract drop shop.totals',
      'contract grant reader',
      dropped,
    ],
    hazards: ['drops a column', 'refused'],
    stops: 'shop.totals__',
  },
  {
    title:
      'a view below an incremental view is changed: its rows are made beside those that are read, by the new view',
    before: [totalsOfLarge(`select ${large} from orders where amount > 5`), reads('total')],
    byHand: [write],
    after: [totalsOfLarge(`select ${large} from orders where amount > 1`), reads('total')],
    changes: [
      'prepare add shop.large__hash',
      ...made,
      'expand replace shop.large',
      'expand swap shop.totals',
      dropped,
      'finish drop shop.large__hash',
    ],
    hazards: ['locks writers'],
    keeps: [
      fourTriggers,
      `select not exists (select customer_id, total from shop.totals except select customer_id, sum(amount) from orders where amount > 1 group by 1)`,
    ],
  },
  {
    title: 'a view below an incremental view loses a column that nothing reads any longer',
    before: [totalsOfLarge(`select ${large}, placed_at from orders`), reads('total')],
    byHand: [write],
    after: [totalsOfLarge(`select ${large} from orders`), reads('total')],
    changes: [
      'prepare add shop.large__hash',
      ...made,
      'expand bridge shop.large',
      'expand swap shop.totals',
      'contract rebuild shop.large',
      dropped,
      'finish drop shop.large__hash',
    ],
    hazards: ['locks writers'],
    keeps: [fourTriggers, isFull],
  },
  {
    title: 'a trigger that was dropped by hand is made again, and what it missed is worked out',
    before: [totals(plain), reads('total')],
    byHand: [
      `do $$ begin execute (select format('drop trigger %I on orders', tgname) from pg_trigger where tgname like '%update'); end $$`,
      write,
    ],
    after: [totals(plain), reads('total')],
    changes: ['prepare replace shop.totals__hash', 'prepare fill shop.totals__hash'],
    hazards: ['locks writers'],
    keeps: [fourTriggers, isFull],
  },
  {
    title: 'a trigger that was disabled by hand is made again',
    before: [totals(plain), reads('total')],
    byHand: ['alter table orders disable trigger user', write],
    after: [totals(plain), reads('total')],
    changes: ['prepare replace shop.totals__hash', 'prepare fill shop.totals__hash'],
    hazards: ['locks writers'],
    keeps: [isFull],
  },
  {
    title: 'a log of changes that was dropped by hand is made again',
    before: [totals(plain), reads('total')],
    byHand: [
      `do $$ begin execute (select format('drop table %s', oid::regclass) from pg_class where relname like '%__changes_1'); end $$`,
    ],
    after: [totals(plain), reads('total')],
    changes: ['prepare replace shop.totals__hash', 'prepare fill shop.totals__hash'],
    hazards: ['locks writers'],
    keeps: [isFull],
  },
  {
    title: 'a plain view over an incremental one that loses a column',
    before: [
      totals(`${plain}, count(*) as orders`),
      viewOf('shop.best', '', 'select max(total) as best from shop.totals'),
      panelsOf('select best from shop.best'),
    ],
    after: [
      totals(plain),
      viewOf('shop.best', '', 'select max(total) as best from shop.totals'),
      panelsOf('select best from shop.best'),
    ],
    changes: [
      ...made,
      'expand bridge shop.totals',
      'contract rebuild shop.totals',
      'contract rebuild shop.best',
      dropped,
    ],
    hazards: ['locks writers'],
  },
]
