import { sql } from 'kysely'
import { follow, incrementalView, rows } from 'sightline'
import type { DeployCase } from '../support/deploy-case.ts'
import { orders, panelsOf, storedOf } from '../support/small-shop.ts'

const totals = (columns: string) =>
  incrementalView('shop.totals', {
    description: 'For a test.',
    grain: ['customer_id'],
    columns: { total: 'Sum of the orders.' },
    query: sql<{
      customer_id: string
      total: number
    }>`${sql.raw(`select ${columns} from orders group by customer_id`)}`,
    follow: [follow(orders, 'customer_id')],
  })

const sizeOf = (limit: number) =>
  sql<string>`case when ${sql.ref('total')} > ${sql.lit(limit)} then 'large' else 'small' end`.as('size')

/** How many customers are large, by the rows of another incremental view. */
const sizes = (below: ReturnType<typeof totals>, limit: number) =>
  incrementalView('shop.sizes', {
    description: 'For a test.',
    grain: ['size'],
    query: rows(below)
      .groupBy(sql`1`)
      .select((eb) => [sizeOf(limit), eb.fn.countAll().as('n')]),
    follow: [follow(below, rows(below).select(sizeOf(limit)))],
  })

/** How many sizes there are, by the rows of those. */
const zones = (below: ReturnType<typeof sizes>) =>
  incrementalView('shop.zones', {
    description: 'For a test.',
    grain: ['zone'],
    query: rows(below)
      .groupBy('size')
      .select((eb) => ['size as zone', eb.fn.sum('n').as('n')]),
    follow: [follow(below, rows(below).select('size as zone'))],
  })

const plain = totals('customer_id, sum(amount) as total')
const plainSizes = sizes(plain, 100)
const doubled = totals('customer_id, sum(amount) * 2 as total')
const counted = totals('customer_id, sum(amount) as total, count(*) as orders')
const layered = (below: ReturnType<typeof totals>, limit: number) => [
  below,
  sizes(below, limit),
  panelsOf('select size, n from shop.sizes'),
]

const made = (view: string) => [`prepare add shop.${view}__hash`, `prepare fill shop.${view}__hash`]
const dropped = (view: string) => `finish drop shop.${view}__hash`
const write = 'update orders set amount = amount * 3 where order_id > 20'

/** What stands in the way of reading is a change that did not arrive: the rows are those of the tables at the refresh. */
const isFull = (limit: number, factor = 1) =>
  `select not exists (select size, n from shop.sizes except select case when total > ${limit} then 'large' else 'small' end, count(*) from (select sum(amount) * ${factor} as total from orders group by customer_id) as t group by 1)`

/** Incremental views that are made of the rows of others. */
export const layeredIncrementalCases: readonly DeployCase[] = [
  {
    title: 'an incremental view over another one is filled after it',
    before: [],
    after: layered(plain, 100),
    changes: [
      'prepare add shop',
      ...made('totals'),
      ...made('sizes'),
      'expand add shop.totals',
      'expand add shop.sizes',
      'expand grant reader',
    ],
    hazards: ['locks writers'],
    keeps: [isFull(100)],
  },
  {
    title: 'an incremental view below another one is changed: both are made beside those that are read',
    before: layered(plain, 100),
    byHand: [write],
    after: layered(doubled, 100),
    changes: [
      ...made('totals'),
      ...made('sizes'),
      'expand swap shop.totals',
      'expand swap shop.sizes',
      dropped('sizes'),
      dropped('totals'),
    ],
    hazards: ['locks writers'],
    keeps: [isFull(100, 2)],
  },
  {
    title: 'an incremental view below another one gets a column',
    before: layered(plain, 100),
    byHand: [write],
    after: layered(counted, 100),
    changes: [
      ...made('totals'),
      ...made('sizes'),
      'expand extend shop.totals',
      'expand swap shop.sizes',
      dropped('sizes'),
      dropped('totals'),
    ],
    hazards: ['locks writers'],
    keeps: [isFull(100)],
  },
  {
    title: 'an incremental view over another one is changed: the rows of that one stay',
    before: layered(plain, 100),
    byHand: [write],
    after: layered(plain, 10),
    changes: [...made('sizes'), 'expand swap shop.sizes', dropped('sizes')],
    keeps: [isFull(10)],
  },
  {
    title: 'an incremental view over another one goes with what noted the changes of its rows',
    before: layered(plain, 100),
    after: [plain, panelsOf('select total from shop.totals')],
    changes: ['expand grant reader', 'contract drop shop.sizes', dropped('sizes')],
    hazards: ['drops a column'],
    keeps: [
      `select count(*) = 4 from pg_trigger where not tgisinternal`,
      `select count(*) = 0 from pg_class where relname like 'sizes%'`,
    ],
  },
  {
    title: 'incremental views go together, whichever is made of the other',
    before: layered(plain, 100),
    after: [panelsOf('select name from customers')],
    changes: [
      'expand grant reader',
      'contract drop shop.sizes',
      'contract drop shop.totals',
      'contract grant reader',
      dropped('sizes'),
      dropped('totals'),
    ],
    hazards: ['drops a column'],
    keeps: [`select count(*) = 0 from pg_trigger where not tgisinternal`],
  },
  {
    title: 'incremental views in three layers go from above, whatever they are called',
    before: [plain, plainSizes, zones(plainSizes), panelsOf('select zone, n from shop.zones')],
    after: [panelsOf('select name from customers')],
    changes: [
      'expand grant reader',
      'contract drop shop.sizes',
      'contract drop shop.totals',
      'contract drop shop.zones',
      'contract grant reader',
      dropped('zones'),
      dropped('sizes'),
      dropped('totals'),
    ],
    hazards: ['drops a column'],
    keeps: [`select count(*) = 0 from pg_trigger where not tgisinternal`],
  },
  {
    title: 'a materialized view over an incremental one goes before it, whatever they are called',
    before: [
      plain,
      storedOf('shop.zones', 'n', 'select count(*) as n from shop.totals'),
      panelsOf('select n from shop.zones'),
    ],
    after: [panelsOf('select name from customers')],
    changes: [
      'expand grant reader',
      'contract drop shop.totals',
      'contract drop shop.zones',
      'contract grant reader',
      dropped('zones'),
      dropped('totals'),
    ],
    hazards: ['drops a column'],
  },
  {
    title: 'a trigger on the rows of an incremental view that was dropped by hand is made again',
    before: layered(plain, 100),
    byHand: [
      `do $$ begin execute (select format('drop trigger %I on %s', tgname, tgrelid::regclass) from pg_trigger where tgname like 'sizes%update'); end $$`,
      write,
    ],
    after: layered(plain, 100),
    changes: ['prepare replace shop.sizes__hash', 'prepare fill shop.sizes__hash'],
    keeps: [isFull(100)],
  },
]
