import type { DeployCase } from '../support/deploy-case.ts'
import { functionOf, panelsOf, storedOf, viewOf } from '../support/small-shop.ts'

const daily = (columns: string) => viewOf('shop.daily', 'day', `select ${columns} from orders group by day`)
const before = [
  daily('day, sum(amount) as revenue, count(*) as orders'),
  panelsOf('select revenue from shop.daily'),
]
const reordered = [
  daily('day, count(*) as orders, sum(amount) as revenue'),
  panelsOf('select revenue from shop.daily'),
]
const dropped = [daily('day, sum(amount) as revenue'), panelsOf('select revenue from shop.daily')]
const rebuild = ['expand rebuild shop.daily']
const bridge = ['expand bridge shop.daily', 'contract rebuild shop.daily']
const can = (role: string, privilege: string, column?: string) =>
  column === undefined
    ? `select has_table_privilege('${role}', 'shop.daily', '${privilege}')`
    : `select has_column_privilege('${role}', 'shop.daily', '${column}', '${privilege}')`
const makeRole = (role: string) =>
  `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`

const written = (columns: string) => [
  viewOf('shop.written', 'order_id', `select ${columns} from orders`),
  panelsOf('select order_id from shop.written'),
]
const bridgeWritten = ['expand bridge shop.written', 'contract rebuild shop.written']

/** What people gave to views by hand, and what they built upon them. */
export const byHandCases: readonly DeployCase[] = [
  {
    title:
      'a check option that somebody set comes back once old and new columns are no longer beside each other',
    before: written('order_id, customer_id'),
    byHand: ['alter view shop.written set (check_option = local, security_barrier = true)'],
    after: written('order_id, quantity'),
    changes: bridgeWritten,
    keeps: [
      `select reloptions @> '{check_option=local,security_barrier=true}' from pg_class where oid = 'shop.written'::regclass`,
    ],
  },
  {
    title: 'a check option that somebody set goes with a query through which nobody can write',
    before: written('order_id, customer_id'),
    byHand: ['alter view shop.written set (check_option = cascaded)'],
    after: written('distinct order_id, customer_id'),
    changes: ['expand replace shop.written'],
    keeps: [`select reloptions is null from pg_class where oid = 'shop.written'::regclass`],
  },
  {
    title: 'a rule with its comment survives where the view keeps the columns that it names',
    before: written('order_id, customer_id'),
    byHand: [
      'create rule noted as on update to shop.written where new.order_id > 0 do instead nothing',
      `comment on rule noted on shop.written is 'Ours.'`,
    ],
    after: written('order_id, quantity'),
    changes: bridgeWritten,
    keeps: [
      `select obj_description(oid, 'pg_rewrite') = 'Ours.' from pg_rewrite where ev_class = 'shop.written'::regclass and rulename = 'noted'`,
    ],
  },
  {
    title: 'a rule stops the plan where the view loses a column that it names',
    before: written('order_id, customer_id'),
    byHand: [`create rule noted as on update to shop.written where new.customer_id <> '' do instead nothing`],
    after: written('order_id, quantity'),
    changes: bridgeWritten,
    stops: 'the rule noted of somebody on shop.written names customer_id, which shop.written loses',
  },
  {
    title: 'a grant by hand survives a rebuild',
    before,
    byHand: [makeRole('analyst'), 'grant select on shop.daily to analyst'],
    after: reordered,
    changes: rebuild,
    keeps: [can('analyst', 'select'), `select not has_table_privilege('analyst', 'shop.daily', 'insert')`],
  },
  {
    title: 'a grant with its grant option survives',
    before,
    byHand: [makeRole('analyst'), 'grant select on shop.daily to analyst with grant option'],
    after: reordered,
    changes: rebuild,
    keeps: [can('analyst', 'select with grant option')],
  },
  {
    title: 'a grant to everybody survives',
    before,
    byHand: ['grant select on shop.daily to public'],
    after: dropped,
    differs: ['shop.daily'],
    changes: bridge,
    keeps: [
      `select count(*) = 1 from pg_class c, aclexplode(c.relacl) x where c.oid = 'shop.daily'::regclass and x.grantee = 0`,
    ],
  },
  {
    title: 'grants of columns survive, those of columns that go do not matter',
    before,
    byHand: [makeRole('analyst'), 'grant select (day, orders) on shop.daily to analyst'],
    after: dropped,
    changes: bridge,
    keeps: [
      can('analyst', 'select', 'day'),
      `select not has_column_privilege('analyst', 'shop.daily', 'revenue', 'select')`,
    ],
  },
  {
    title: 'the owner stays',
    before,
    byHand: [
      makeRole('keeper'),
      'grant usage, create on schema shop to keeper',
      'grant select on orders to keeper',
      'alter view shop.daily owner to keeper',
    ],
    after: dropped,
    changes: bridge,
    keeps: [`select pg_get_userbyid(relowner) = 'keeper' from pg_class where oid = 'shop.daily'::regclass`],
  },
  {
    title: 'default privileges give nothing that was not there',
    before,
    byHand: [
      makeRole('analyst'),
      'alter default privileges in schema shop grant select on tables to analyst',
    ],
    after: dropped,
    changes: bridge,
    keeps: [`select not has_table_privilege('analyst', 'shop.daily', 'select')`],
  },
  {
    title: 'security_invoker and security_barrier stay when a view is replaced',
    before,
    byHand: ['alter view shop.daily set (security_barrier = true)'],
    after: [
      daily('day, sum(amount) * 2 as revenue, count(*) as orders'),
      panelsOf('select revenue from shop.daily'),
    ],
    changes: ['expand replace shop.daily'],
    keeps: [`select reloptions = '{security_barrier=true}' from pg_class where oid = 'shop.daily'::regclass`],
  },
  {
    title: 'the options stay when a view is rebuilt',
    before,
    byHand: ['alter view shop.daily set (security_barrier = true)'],
    after: dropped,
    changes: bridge,
    keeps: [`select reloptions = '{security_barrier=true}' from pg_class where oid = 'shop.daily'::regclass`],
  },
  {
    title: 'a trigger that lets people write through a view stays',
    before,
    byHand: [
      'create schema byhand',
      'create function byhand.ignore() returns trigger language plpgsql as $$ begin return null; end $$',
      'create trigger ignored instead of insert on shop.daily for each row execute function byhand.ignore()',
      `comment on trigger ignored on shop.daily is 'By hand.'`,
    ],
    after: dropped,
    changes: bridge,
    keeps: [
      `select obj_description(oid, 'pg_trigger') = 'By hand.' from pg_trigger where tgrelid = 'shop.daily'::regclass`,
    ],
  },
  {
    title: 'a rule that somebody wrote for a view stays',
    before,
    byHand: ['create rule ignored as on insert to shop.daily do instead nothing'],
    after: reordered,
    changes: rebuild,
    keeps: [`select count(*) = 1 from pg_rules where schemaname = 'shop' and rulename = 'ignored'`],
  },
  {
    title: 'a comment that somebody gave to an undescribed column stays',
    before,
    byHand: [`comment on column shop.daily.revenue is 'By hand.'`],
    after: dropped,
    changes: bridge,
    keeps: [`select col_description('shop.daily'::regclass, 2) = 'By hand.'`],
    differs: ['shop.daily'],
  },
  {
    title: "somebody else's view survives when ours is replaced",
    before,
    byHand: ['create schema byhand', 'create view byhand.weekly as select * from shop.daily'],
    after: [
      daily('day, sum(amount) * 2 as revenue, count(*) as orders, 1 as one'),
      panelsOf('select revenue from shop.daily'),
    ],
    changes: ['expand extend shop.daily'],
    keeps: ['select count(*) > 0 from byhand.weekly'],
  },
  {
    title: "somebody else's view stops the plan when ours has to be rebuilt",
    before,
    byHand: ['create schema byhand', 'create view byhand.weekly as select * from shop.daily'],
    after: dropped,
    changes: bridge,
    hazards: ['unmanaged dependent'],
    stops: 'view byhand.weekly depends on shop.daily',
  },
  {
    title: "somebody else's materialized view stops the plan",
    before,
    byHand: ['create schema byhand', 'create materialized view byhand.weekly as select * from shop.daily'],
    after: reordered,
    changes: rebuild,
    hazards: ['unmanaged dependent'],
    stops: 'materialized view byhand.weekly depends on shop.daily',
  },
  {
    title: "somebody else's view further up stops the plan",
    before: [...before, viewOf('shop.best', '', 'select max(revenue) as best from shop.daily')],
    byHand: ['create schema byhand', 'create view byhand.best as select * from shop.best'],
    after: [...reordered, viewOf('shop.best', '', 'select max(revenue) as best from shop.daily')],
    changes: [...rebuild, 'expand rebuild shop.best'],
    hazards: ['unmanaged dependent'],
    stops: 'view byhand.best depends on shop.best',
  },
  {
    title: "somebody else's view stops the plan when ours goes",
    before,
    byHand: ['create schema byhand', 'create view byhand.weekly as select * from shop.daily'],
    after: [viewOf('shop.other', '', 'select 1 as one')],
    changes: ['expand add shop.other', 'contract drop shop.daily', 'contract grant reader'],
    hazards: ['drops a column', 'unmanaged dependent'],
    stops: 'view byhand.weekly depends on shop.daily',
  },
  {
    title: "somebody else's function over our rows stops the plan",
    before,
    byHand: [
      'create schema byhand',
      'create function byhand.first(shop.daily) returns int language sql as $$ select 1 $$',
    ],
    after: reordered,
    changes: rebuild,
    hazards: ['unmanaged dependent'],
    stops: 'function byhand.first(shop.daily) depends on shop.daily',
  },
  {
    title: "somebody else's function with a SQL body stops the plan",
    before,
    byHand: [
      'create schema byhand',
      'create function byhand.days() returns bigint language sql begin atomic select count(*) from shop.daily; end',
    ],
    after: reordered,
    changes: rebuild,
    hazards: ['unmanaged dependent'],
    stops: 'function byhand.days() depends on shop.daily',
  },
  {
    title: "somebody else's column of our row type stops the plan",
    before,
    byHand: ['create schema byhand', 'create table byhand.kept (day shop.daily)'],
    after: reordered,
    changes: rebuild,
    hazards: ['unmanaged dependent'],
    stops: 'byhand.kept',
  },
  {
    title: "somebody else's view of stored rows stops the plan that drops them",
    before: [storedOf('shop.totals', 'day', 'select day, sum(amount) as total from orders group by 1')],
    byHand: [
      'create schema byhand',
      `do $$ begin execute (select format('create view byhand.direct as select * from %s', oid::regclass) from pg_class where relkind = 'm'); end $$`,
    ],
    after: [storedOf('shop.totals', 'day', 'select day, max(amount) as total from orders group by 1')],
    changes: ['prepare add shop.totals__hash', 'expand swap shop.totals', 'finish drop shop.totals__hash'],
    hazards: ['unmanaged dependent'],
    stops: 'view byhand.direct depends on shop.totals__',
  },
  {
    title: "somebody else's view of stored rows in front is none of the plan's business",
    before: [storedOf('shop.totals', 'day', 'select day, sum(amount) as total from orders group by 1')],
    byHand: ['create schema byhand', 'create view byhand.front as select * from shop.totals'],
    after: [storedOf('shop.totals', 'day', 'select day, max(amount) as total from orders group by 1')],
    changes: ['prepare add shop.totals__hash', 'expand swap shop.totals', 'finish drop shop.totals__hash'],
    keeps: ['select count(*) > 0 from byhand.front'],
  },
  {
    title: "somebody else's view stops the plan that drops a function",
    before: [functionOf('shop.twice', '(n int)', 'int', 'select n * 2')],
    byHand: ['create schema byhand', 'create view byhand.four as select shop.twice(2)'],
    after: [viewOf('shop.other', '', 'select 1 as one')],
    changes: ['expand add shop.other', 'contract drop shop.twice'],
    hazards: ['unmanaged dependent'],
    stops: 'view byhand.four depends on shop.twice',
  },
  {
    title: 'who may read stored rows through a view with security_invoker may read the new ones',
    since: 15,
    before: [storedOf('shop.totals', 'day', 'select day, sum(amount) as total from orders group by 1')],
    byHand: [
      makeRole('analyst'),
      'alter view shop.totals set (security_invoker = true)',
      'grant select on shop.totals to analyst',
      `do $$ begin execute (select format('grant select on %s to analyst', oid::regclass) from pg_class where relkind = 'm'); end $$`,
    ],
    after: [storedOf('shop.totals', 'day', 'select day, max(amount) as total from orders group by 1')],
    changes: ['prepare add shop.totals__hash', 'expand swap shop.totals', 'finish drop shop.totals__hash'],
    keeps: [
      `select has_table_privilege('analyst', oid, 'select') from pg_class where relkind = 'm'`,
      `select reloptions = '{security_invoker=true}' from pg_class where oid = 'shop.totals'::regclass`,
    ],
  },
]
