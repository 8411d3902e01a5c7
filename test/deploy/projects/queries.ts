import { source, table } from 'sightline'
import { bigint, numeric, text, timestamptz } from 'sightline/columns'
import type { ProjectCase } from '../support/project-case.ts'
import { functionOf, panelsOf, storedOf, viewOf } from '../support/small-shop.ts'

const orders = source('orders', {
  description: 'Orders.',
  columns: { id: bigint().primaryKey(), customer: text(), amount: numeric(10, 2), at: timestamptz() },
})
const found = [
  'create table orders (id bigint primary key, customer text not null, amount numeric(10,2) not null, at timestamptz not null)',
  `insert into orders values (1, 'a', 2, '2024-05-01Z'), (2, 'b', 3, '2024-05-02Z')`,
]
const paid = viewOf('app.paid', 'id', 'select * from orders')
const dates = viewOf('app.date', 'id', 'select * from orders')

/** Every way in which SQL names a relation, or something that looks like one. */
const bodies: Readonly<Record<string, string>> = {
  'a table expression with the name of a view':
    'with paid as (select * from app.paid) select id, customer from paid',
  'a recursive query':
    'with recursive tree(id, n) as (select id, 1 from app.paid where id = 1 union all select p.id, t.n + 1 from app.paid p join tree t on p.id = t.id + 1) select id, n from tree',
  'a table expression with names for its columns':
    'with few(id, who) as (select id, customer from app.paid) select few.id, who from few',
  'a table command': 'select id from (table app.paid) t',
  'a table expression inside of another':
    'with x as (with paid as (select 1::bigint as id) select id from paid) select x.id, app.paid.customer from x, app.paid where app.paid.id = x.id',
  'functions with words for commas':
    "select id, extract(epoch from at) as e, substring(customer from 1 for 2) as s, trim(both 'x' from customer) as t, customer is distinct from 'from app.paid' as df from app.paid",
  'a list of relations': 'select paid.id, b.customer from app.paid, app.paid b where b.id = paid.id',
  'joins in parentheses':
    'select j.id from ((app.paid j join app.date k on k.id = j.id)) where exists (select from app.paid where app.paid.id = j.id)',
  'only and lateral':
    'select a.id, l.c from only app.paid a cross join lateral (select count(*) as c from app.paid i where i.customer = a.customer) l',
  'quoted names': 'select "paid"."id", "app"."paid"."customer" from "app"."paid"',
  capitals: 'SELECT Paid.Id FROM App.Paid',
  comments: 'select id -- from app.paid\n from app.paid /* join /* app.date */ */',
  strings: `select id, 'select * from app.paid' as txt, E'\\'app.paid' as e2, $q$app.date$q$ as d from app.paid`,
  'a view with the name of a type':
    "select id, date(at) as day, at::date as d2, date '2024-01-01' as lit from app.date",
  'whole rows': 'select id, row_to_json(paid) as j from app.paid',
  'whole rows by their schema': 'select (app.paid).id, to_jsonb(app.paid.*) as j from app.paid',
  'aliases of columns': 'select a.x as id from app.paid as a(x, y)',
  'a natural join': 'select id from app.paid natural join app.date',
  unions: 'select id from app.paid union select id from app.date except select id from app.paid where false',
  values: 'select v.id from (values (1::bigint)) v(id) left join app.paid using (id)',
  windows: 'select id, sum(amount) over w as s from app.paid window w as (partition by customer order by id)',
}

const stored = (body: string, more: string) => [
  orders,
  paid,
  dates,
  storedOf('app.stored', 'id', `select id, count(*) as n${more} from (${body}) s group by id`),
  panelsOf('select id from app.stored', 'select id from app.paid'),
]

const people = source('people', {
  description: 'People.',
  columns: { id: bigint().primaryKey(), name: text() },
})
const star = (other: string) => [
  people,
  viewOf('app.everybody', 'id', 'select * from people'),
  storedOf('app.stored_people', 'id', 'select * from people'),
  viewOf('app.other', '', `select ${other} as n`),
  panelsOf('select name from app.everybody', 'select name from app.stored_people'),
]

/** Whatever asks for every column, of a view which has others between two phases. */
const everyColumn: Readonly<Record<string, string>> = {
  'a star': 'select * from app.few',
  'whole rows': 'select to_jsonb(few) as j from app.few',
  'a table command': 'table app.few',
  'a star over a star': 'select * from app.over_few',
  'a function with a star': 'select app.first_of_few() as j',
}
const few = (columns: string, query: string) => [
  orders,
  viewOf('app.few', 'id', `select id, ${columns} from orders`),
  viewOf('app.over_few', 'id', 'select * from app.few'),
  functionOf('app.first_of_few', '()', 'jsonb', 'select to_jsonb(few) from app.few order by id limit 1'),
  panelsOf(query),
]
/** What queries, sources and tables are like elsewhere. */
export const queryCases: readonly ProjectCase[] = [
  ...Object.entries(bodies).map(
    ([title, body]): ProjectCase => ({
      title: `stored rows of ${title}`,
      found,
      releases: [stored(body, ''), stored(body, ', 1 as one')],
    }),
  ),
  ...Object.entries(everyColumn).flatMap(([title, query]): ProjectCase[] => [
    {
      title: `a new panel reads ${title} of a view that keeps its old columns for a while`,
      found,
      releases: [few('customer, amount', 'select amount from app.few'), few('at', query)],
    },
    {
      title: `an old panel reads ${title} of a view that gains a column`,
      found,
      releases: [few('customer', query), few('customer, amount', 'select customer from app.few')],
    },
  ]),
  {
    title: 'rows stored of a source that gained a column',
    found: [
      'create table people (id bigint primary key, name text not null)',
      `insert into people values (1, 'a')`,
    ],
    releases: [star('1'), star('2')],
    byHand: ['alter table people add column vip boolean'],
  },
  ...(['"C"', '"POSIX"'] as const).map(
    (collation): ProjectCase => ({
      title: `a column of a view becomes one with the collation ${collation}`,
      found: ['create table people (id bigint primary key, name text not null)'],
      releases: [
        [
          people,
          viewOf('app.names', 'id', 'select id, name from people'),
          panelsOf('select name from app.names'),
        ],
        [
          people,
          viewOf('app.names', 'id', `select id, name collate ${collation} as name from people`),
          panelsOf('select name from app.names'),
        ],
      ],
    }),
  ),
  {
    title: 'defaults whose text looks like SQL',
    found: [],
    releases: [
      [
        table('app.notes', {
          description: "Notes; what's new?\n-- and a \\ backslash; $body$ and 'quotes'.",
          primaryKey: ['id'],
          columns: {
            id: bigint(),
            body: text().default("'see references below'"),
            kind: text().default("E'a\\\\b'"),
            index: text().default("' index concurrently '"),
            at: timestamptz().default('now()'),
          },
        }),
        viewOf(
          'app.v',
          'id',
          `select id, body from app.notes where body <> 'from app.notes where app.notes -- \\ {a}'`,
        ),
        panelsOf('select body from app.v'),
      ],
    ],
  },
]
