import { source } from 'sightline'
import { text } from 'sightline/columns'
import type { DeployCase } from '../support/deploy-case.ts'
import { functionOf, panelsOf, storedOf, viewOf } from '../support/small-shop.ts'

const loud = (parameters: string, returns = 'text', body = 'select upper(t)') =>
  functionOf('shop.loud', parameters, returns, body)
const names = viewOf(
  'shop.names',
  'customer_id',
  'select customer_id, shop.loud(name) as name from customers',
)
const over = viewOf('shop.longer', 'customer_id', "select customer_id, name || '!' as name from shop.names")
const reads = panelsOf('select name from shop.names')
const gone = loud('(t text, mark integer default 0)')
const rebuilt = ['expand rebuild shop.loud', 'expand rebuild shop.names']
const plain = viewOf('shop.plain', 'customer_id', 'select customer_id, name from customers')
const norm = (returns: string) => functionOf('shop.norm', '(x numeric)', returns, `select x::${returns}`)
const daily = (columns: string) => viewOf('shop.daily', 'day', `select ${columns} from orders group by day`)
const shown = panelsOf('select revenue from shop.daily')
const before = [daily('day, sum(amount) as revenue'), shown]
const reordered = [daily('sum(amount) as revenue, day'), shown]
const description = 'For a test.'

const stopped = (title: string, byHand: readonly string[], stops: string): DeployCase => ({
  title,
  before: [norm('integer')],
  byHand: ['alter function shop.norm(numeric) immutable', 'create schema byhand', ...byHand],
  after: [norm('bigint')],
  changes: ['expand rebuild shop.norm'],
  hazards: ['unmanaged dependent'],
  stops,
})

/** What else needs what a release changes: it changes with it, or is named before anything is done. */
export const obstacleCases: readonly DeployCase[] = [
  {
    title: 'a function whose parameters change takes the views that call it along',
    before: [loud('(t text)'), names, over, reads],
    after: [gone, names, over, reads],
    changes: [...rebuilt, 'expand rebuild shop.longer', 'expand grant reader'],
  },
  {
    title:
      'a function whose parameters change and that only panels call is kept for the old ones until the end',
    before: [loud('(t text)'), plain, panelsOf('select shop.loud(name) as name from shop.plain')],
    after: [
      loud('(t text, mark integer)'),
      plain,
      panelsOf('select shop.loud(name, 1) as name from shop.plain'),
    ],
    changes: ['expand add shop.loud', 'expand grant reader', 'contract drop shop.loud'],
  },
  {
    title: 'a function that gains a parameter with a default takes the place of the old one at once',
    before: [loud('(t text)'), plain, panelsOf('select shop.loud(name) as name from shop.plain')],
    after: [gone, plain, panelsOf('select shop.loud(name, 1) as name from shop.plain')],
    changes: ['expand rebuild shop.loud', 'expand grant reader'],
  },
  {
    title:
      'a function whose parameters change cannot take along the rows that are stored by way of a view of it, also where they go',
    before: [
      loud('(t text)'),
      names,
      storedOf('shop.kept', 'customer_id', 'select customer_id, name from shop.names'),
    ],
    after: [gone, panelsOf('select name from customers')],
    changes: [
      'expand rebuild shop.loud',
      'expand rebuild shop.names',
      'expand grant reader',
      'contract drop shop.kept',
      'contract drop shop.names',
      'finish drop shop.kept__hash',
      'finish drop shop.names__hash',
    ],
    hazards: ['refused'],
    stops: 'give the function a new name',
  },
  {
    title: 'a function whose parameters change cannot take stored rows along',
    before: [
      loud('(t text)'),
      storedOf('shop.kept', 'customer_id', 'select customer_id, shop.loud(name) as name from customers'),
      panelsOf('select name from shop.kept'),
    ],
    after: [
      gone,
      storedOf('shop.kept', 'customer_id', 'select customer_id, shop.loud(name) as name from customers'),
      panelsOf('select name from shop.kept'),
    ],
    changes: [
      'prepare rebuild shop.loud',
      'prepare add shop.kept__hash',
      'expand swap shop.kept',
      'finish drop shop.kept__hash',
    ],
    hazards: ['refused'],
    stops: 'give the function a new name',
  },
  stopped(
    'an index that somebody made with a function of ours stops the plan',
    ['create index by_norm on orders (shop.norm(amount))'],
    'index public.by_norm depends on shop.norm',
  ),
  stopped(
    'a default that calls a function of ours stops the plan',
    ['create table byhand.log (n integer default shop.norm(1))'],
    'depends on shop.norm',
  ),
  stopped(
    'a generated column that calls a function of ours stops the plan',
    ['create table byhand.log (x numeric, n integer generated always as (shop.norm(x)) stored)'],
    'depends on shop.norm',
  ),
  stopped(
    'a CHECK that calls a function of ours stops the plan',
    ['create table byhand.log (x numeric, constraint small check (shop.norm(x) < 10))'],
    'constraint small on table byhand.log depends on shop.norm',
  ),
  stopped(
    'a domain that calls a function of ours stops the plan',
    ['create domain byhand.small as numeric constraint small check (shop.norm(value) < 10)'],
    'constraint small depends on shop.norm',
  ),
  stopped(
    'a policy that calls a function of ours stops the plan',
    ['create table byhand.log (x numeric)', 'create policy mine on byhand.log using (shop.norm(x) < 10)'],
    'policy mine on table byhand.log depends on shop.norm',
  ),
  stopped(
    'statistics over a function of ours stop the plan',
    [
      'create table byhand.log (x numeric)',
      'create statistics byhand.stats on (shop.norm(x)), x from byhand.log',
    ],
    'statistics object byhand.stats depends on shop.norm',
  ),
  {
    title: 'a rule on a source that reads our view stops the plan',
    before,
    byHand: ['create rule also as on update to customers do also select * from shop.daily'],
    after: reordered,
    changes: ['expand rebuild shop.daily'],
    hazards: ['unmanaged dependent'],
    stops: 'depends on shop.daily',
  },
  {
    title: 'a declared source that is a view over ours stops the plan',
    before,
    byHand: [
      'create schema byhand',
      'create view byhand.export as select day::text, revenue from shop.daily',
    ],
    after: [...reordered, source('byhand.export', { description, columns: { day: text() } })],
    changes: ['expand rebuild shop.daily'],
    hazards: ['unmanaged dependent'],
    stops: 'view byhand.export depends on shop.daily',
  },
  {
    title: 'the collation of a column changes, and the view is rebuilt',
    before: [
      viewOf('shop.sorted', 'customer_id', 'select customer_id, name from customers'),
      panelsOf('select name from shop.sorted order by name'),
    ],
    after: [
      viewOf('shop.sorted', 'customer_id', 'select customer_id, name collate "C" as name from customers'),
      panelsOf('select name from shop.sorted order by name'),
    ],
    changes: ['expand bridge shop.sorted', 'contract rebuild shop.sorted'],
    hazards: ['type change'],
  },
  {
    title: 'the collation of a column becomes that of its type again',
    before: [
      viewOf('shop.sorted', 'customer_id', 'select customer_id, name collate "C" as name from customers'),
      panelsOf('select name from shop.sorted order by name'),
    ],
    after: [
      viewOf('shop.sorted', 'customer_id', 'select customer_id, name from customers'),
      panelsOf('select name from shop.sorted order by name'),
    ],
    changes: ['expand bridge shop.sorted', 'contract rebuild shop.sorted'],
    hazards: ['type change'],
  },
  {
    title: 'a query that Postgres refuses stops the plan',
    before,
    after: [daily('day, sum(amount) as revenue'), panelsOf('select missing from shop.daily')],
    changes: ['contract grant reader'],
    stops: 'shop/Panel 1 fails: column "missing" does not exist',
  },
  {
    title: 'a view that somebody made is taken over, and the plan says so',
    before: [],
    byHand: [
      'create schema shop',
      'create view shop.daily as select day, sum(amount) * 2 as revenue from orders group by day',
    ],
    after: [daily('day, sum(amount) as revenue'), shown],
    changes: ['expand replace shop.daily', 'expand grant reader'],
    hazards: ['takes over'],
  },
]
