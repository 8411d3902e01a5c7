import type { DeployCase } from '../support/deploy-case.ts'
import { functionOf, panelsOf, storedOf, viewOf } from '../support/small-shop.ts'

const totals = (columns: string, options = {}, where = '') =>
  storedOf(
    'shop.totals',
    'customer_id',
    `select ${columns} from orders ${where} group by customer_id`,
    options,
  )
const plain = 'customer_id, sum(amount) as total'
const reads = (column: string) => panelsOf(`select customer_id, ${column} from shop.totals`)
const swap = ['prepare add shop.totals__hash', 'expand swap shop.totals', 'finish drop shop.totals__hash']
const paid = (minimum: number) =>
  viewOf(
    'shop.paid',
    'order_id',
    `select order_id, customer_id, amount from orders where amount > ${minimum}`,
  )
const overView = storedOf(
  'shop.totals',
  'customer_id',
  'select customer_id, sum(amount) as total from shop.paid group by 1',
)

/** Materialized views. */
export const storedCases: readonly DeployCase[] = [
  {
    title: 'a first materialized view',
    before: [],
    after: [totals(plain), reads('total')],
    changes: [
      'prepare add shop',
      'prepare add shop.totals__hash',
      'expand add shop.totals',
      'expand grant reader',
    ],
  },
  {
    title: 'a materialized view with a new query',
    before: [totals(plain), reads('total')],
    after: [totals('customer_id, sum(amount) * 2 as total'), reads('total')],
    changes: swap,
  },
  {
    title: 'a materialized view with another index',
    before: [totals(plain), reads('total')],
    after: [totals(plain, { indexes: [['total']] }), reads('total')],
    changes: swap,
  },
  {
    title: 'a materialized view with another description keeps its rows',
    before: [totals(plain), reads('total')],
    after: [totals(plain, { description: 'Something else.', columns: { total: 'Euros.' } }), reads('total')],
    changes: ['contract comment shop.totals'],
  },
  {
    title: 'a materialized view gets a column',
    before: [totals(plain), reads('total')],
    after: [totals(`${plain}, count(*) as orders`), reads('orders')],
    changes: [
      'prepare add shop.totals__hash',
      'expand extend shop.totals',
      'expand grant reader',
      'contract grant reader',
      'finish drop shop.totals__hash',
    ],
  },
  {
    title: 'a materialized view loses a column that a panel reads',
    before: [totals(`${plain}, count(*) as orders`), reads('orders')],
    after: [totals(plain), reads('total')],
    changes: [
      'prepare add shop.totals__hash',
      'expand bridge shop.totals',
      'expand grant reader',
      'contract rebuild shop.totals',
      'finish drop shop.totals__hash',
    ],
    hazards: ['drops a column'],
  },
  {
    title: 'a materialized view gets another grain',
    before: [totals(plain), reads('total')],
    after: [
      storedOf('shop.totals', 'day', 'select day, sum(amount) as total from orders group by day'),
      panelsOf('select day, total from shop.totals'),
    ],
    changes: [
      'prepare add shop.totals__hash',
      'expand bridge shop.totals',
      'expand grant reader',
      'contract rebuild shop.totals',
      'finish drop shop.totals__hash',
    ],
    hazards: ['drops a column', 'grain change'],
  },
  {
    title: 'a materialized view changes a type',
    before: [totals('customer_id, sum(quantity) as total'), reads('total')],
    after: [totals('customer_id, sum(quantity)::numeric as total'), reads('total')],
    changes: [
      'prepare add shop.totals__hash',
      'expand bridge shop.totals',
      'contract rebuild shop.totals',
      'finish drop shop.totals__hash',
    ],
    hazards: ['type change'],
  },
  {
    title: 'a materialized view goes',
    before: [totals(plain), paid(1), reads('total')],
    after: [paid(1), panelsOf('select amount from shop.paid')],
    changes: ['expand grant reader', 'contract drop shop.totals', 'finish drop shop.totals__hash'],
    hazards: ['drops a column'],
  },
  {
    title: 'a view becomes a materialized view',
    before: [
      viewOf('shop.totals', 'customer_id', 'select customer_id, sum(amount) as total from orders group by 1'),
      reads('total'),
    ],
    after: [totals(plain), reads('total')],
    changes: ['prepare add shop.totals__hash', 'expand swap shop.totals'],
  },
  {
    title: 'a materialized view becomes a view',
    before: [totals(plain), reads('total')],
    after: [
      viewOf('shop.totals', 'customer_id', 'select customer_id, sum(amount) as total from orders group by 1'),
      reads('total'),
    ],
    changes: ['expand replace shop.totals', 'finish drop shop.totals__hash'],
  },
  {
    title: 'a view below a materialized view is rebuilt and the rows stay',
    before: [paid(5), overView, reads('total')],
    after: [
      viewOf(
        'shop.paid',
        'order_id',
        'select order_id, customer_id, amount, day from orders where amount > 5',
      ),
      overView,
      reads('total'),
    ],
    changes: [
      'prepare add shop.paid__hash',
      'prepare add shop.totals__hash',
      'expand extend shop.paid',
      'expand swap shop.totals',
      'finish drop shop.totals__hash',
      'finish drop shop.paid__hash',
    ],
  },
  {
    title: 'a view below a materialized view loses a column',
    before: [paid(5), overView, reads('total')],
    after: [
      viewOf('shop.paid', 'order_id', 'select customer_id, amount from orders where amount > 5'),
      overView,
      reads('total'),
    ],
    changes: [
      'prepare add shop.paid__hash',
      'prepare add shop.totals__hash',
      'expand bridge shop.paid',
      'expand swap shop.totals',
      'contract rebuild shop.paid',
      'finish drop shop.totals__hash',
      'finish drop shop.paid__hash',
    ],
    hazards: ['grain change'],
  },
  {
    title: 'a materialized view reads another one',
    before: [
      totals(plain),
      storedOf('shop.tops', 'customer_id', 'select customer_id, total from shop.totals where total > 10'),
      panelsOf('select total from shop.tops'),
    ],
    after: [
      totals('customer_id, sum(amount) * 3 as total'),
      storedOf('shop.tops', 'customer_id', 'select customer_id, total from shop.totals where total > 10'),
      panelsOf('select total from shop.tops'),
    ],
    changes: [
      'prepare add shop.totals__hash',
      'prepare add shop.tops__hash',
      'expand swap shop.totals',
      'expand swap shop.tops',
      'finish drop shop.tops__hash',
      'finish drop shop.totals__hash',
    ],
  },
  {
    title: 'a view over a materialized view that loses a column',
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
      'prepare add shop.totals__hash',
      'expand bridge shop.totals',
      'contract rebuild shop.totals',
      'contract rebuild shop.best',
      'finish drop shop.totals__hash',
    ],
  },
  {
    title: 'a function that stored rows are made with changes its body',
    before: [
      functionOf('shop.doubled', '(n numeric)', 'numeric', 'select n * 2'),
      storedOf('shop.totals', 'order_id', 'select order_id, shop.doubled(amount) as total from orders'),
      panelsOf('select total from shop.totals'),
    ],
    after: [
      functionOf('shop.doubled', '(n numeric)', 'numeric', 'select n * 4 / 2'),
      storedOf('shop.totals', 'order_id', 'select order_id, shop.doubled(amount) as total from orders'),
      panelsOf('select total from shop.totals'),
    ],
    changes: ['prepare replace shop.doubled', ...swap],
  },
  {
    title: 'a function that stored rows are made with changes its result',
    before: [
      functionOf('shop.doubled', '(n numeric)', 'numeric', 'select n * 2'),
      storedOf('shop.totals', 'order_id', 'select order_id, shop.doubled(amount) as total from orders'),
    ],
    after: [
      functionOf('shop.doubled', '(n numeric)', 'text', 'select n::text'),
      storedOf('shop.totals', 'order_id', 'select order_id, shop.doubled(amount) as total from orders'),
    ],
    changes: [
      'prepare rebuild shop.doubled',
      'prepare add shop.totals__hash',
      'expand bridge shop.totals',
      'contract rebuild shop.totals',
      'finish drop shop.totals__hash',
    ],
    hazards: ['refused', 'type change'],
    stops: 'give the function a new name',
  },
]
