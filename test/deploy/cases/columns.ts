import type { DeployCase } from '../support/deploy-case.ts'
import { panelsOf, type ViewDetails, viewOf } from '../support/small-shop.ts'

const daily = (columns: string, options: ViewDetails = {}) =>
  viewOf('shop.daily', 'day', `select ${columns} from orders group by day`, options)
const plain = 'day, sum(amount) as revenue'
const reads = (column: string) => panelsOf(`select day, ${column} from shop.daily`)

/** Columns that come, go, move and change. */
export const columnCases: readonly DeployCase[] = [
  {
    title: 'nothing changes',
    before: [daily(plain), reads('revenue')],
    after: [daily(plain), reads('revenue')],
    changes: [],
  },
  {
    title: 'only the formatting changes',
    before: [daily(plain)],
    after: [daily('day,\n\n   SUM(amount)   AS revenue')],
    changes: [],
  },
  {
    title: 'a first view',
    before: [],
    after: [daily(plain), reads('revenue')],
    changes: ['prepare add shop', 'expand add shop.daily', 'expand grant reader'],
  },
  {
    title: 'a first view has the options that its definition names',
    before: [],
    after: [daily(plain, { with: ['security_barrier=true'] })],
    changes: ['prepare add shop', 'expand add shop.daily'],
    keeps: [`select reloptions = '{security_barrier=true}' from pg_class where oid = 'shop.daily'::regclass`],
  },
  {
    title: 'an option changes, and one that was set by hand stays',
    since: 15,
    before: [daily(plain, { with: ['security_barrier=true'] })],
    byHand: ['alter view shop.daily set (security_invoker = on)'],
    after: [daily(plain, { with: ['security_barrier=false'] })],
    changes: ['expand replace shop.daily'],
    keeps: [
      `select reloptions @> '{security_barrier=false,security_invoker=on}' from pg_class where oid = 'shop.daily'::regclass`,
    ],
  },
  {
    title: 'an option that the definition no longer names is taken away',
    before: [daily(plain, { with: ['security_barrier=true'] })],
    after: [daily(plain)],
    changes: ['expand replace shop.daily'],
    keeps: [`select reloptions is null from pg_class where oid = 'shop.daily'::regclass`],
  },
  {
    title: 'a column is added at the end',
    before: [daily(plain), reads('revenue')],
    after: [daily(`${plain}, count(*) as orders`), reads('orders')],
    changes: ['expand extend shop.daily', 'expand grant reader', 'contract grant reader'],
  },
  {
    title: 'a column is added at the front',
    before: [daily(plain), reads('revenue')],
    after: [daily(`count(*) as orders, ${plain}`), reads('orders')],
    changes: ['expand rebuild shop.daily', 'expand grant reader', 'contract grant reader'],
  },
  {
    title: 'the query changes and the columns do not',
    before: [daily(plain), reads('revenue')],
    after: [daily('day, sum(amount) * 2 as revenue'), reads('revenue')],
    changes: ['expand replace shop.daily'],
  },
  {
    title: 'columns change places',
    before: [daily(`${plain}, count(*) as orders`), reads('orders')],
    after: [daily('day, count(*) as orders, sum(amount) as revenue'), reads('orders')],
    changes: ['expand rebuild shop.daily'],
  },
  {
    title: 'a column is dropped that nobody reads',
    before: [daily(`${plain}, count(*) as orders`), reads('revenue')],
    after: [daily(plain), reads('revenue')],
    changes: ['expand bridge shop.daily', 'contract rebuild shop.daily'],
  },
  {
    title: 'a column is dropped that a panel reads',
    before: [daily(`${plain}, count(*) as orders`), reads('orders')],
    after: [daily(plain), reads('revenue')],
    changes: ['expand bridge shop.daily', 'expand grant reader', 'contract rebuild shop.daily'],
    hazards: ['drops a column'],
  },
  {
    title: 'a column is renamed',
    before: [daily(plain), reads('revenue')],
    after: [daily('day, sum(amount) as turnover'), reads('turnover')],
    changes: ['expand bridge shop.daily', 'expand grant reader', 'contract rebuild shop.daily'],
    hazards: ['drops a column'],
  },
  {
    title: 'a column changes its type and both queries work with either',
    before: [daily('day, sum(quantity) as sold'), reads('sold')],
    after: [daily('day, sum(quantity)::numeric as sold'), reads('sold')],
    changes: ['expand bridge shop.daily', 'contract rebuild shop.daily'],
    hazards: ['type change'],
  },
  {
    title: 'a column changes its type and the new query needs the new one',
    before: [daily('day, max(placed_at)::text as last'), reads('last')],
    after: [daily('day, max(placed_at) as last'), reads("date_trunc('hour', last) as hour")],
    changes: ['expand rebuild shop.daily'],
    hazards: ['type change'],
  },
  {
    title: 'a column changes its type, and old and new queries each need their own',
    before: [daily('day, max(placed_at)::text as last'), reads("last || '!' as last")],
    after: [daily('day, max(placed_at) as last'), reads("last + interval '1 h' as last")],
    changes: ['expand rebuild shop.daily'],
    hazards: ['type change'],
  },
  {
    title: 'a column changes its type, and the old query fails with the new one',
    before: [daily('day, max(placed_at)::text as last'), reads('length(last) as last')],
    after: [daily('day, max(placed_at) as last'), reads("last + interval '1 h' as last")],
    changes: ['expand rebuild shop.daily'],
    hazards: ['breaks a panel', 'type change'],
    breaksOld: true,
  },
]
