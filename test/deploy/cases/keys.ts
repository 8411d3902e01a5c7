import { table } from 'sightline'
import { integer, numeric, text } from 'sightline/columns'
import type { TableOptions } from 'sightline/engine'
import type { DeployCase } from '../support/deploy-case.ts'

const description = 'For a test.'
const id = { id: integer().primaryKey() }
const columns = { ...id, order_id: integer(), item: text(), gross: numeric(8, 2), net: numeric(8, 2) }
type Keys = Pick<TableOptions<typeof columns>, 'unique' | 'checks' | 'foreignKeys'>
const lines = (keys: Keys = {}) => table('shop.lines', { description, columns, ...keys })
const rows = "insert into shop.lines values (1, 1, 'a', 3, 2), (2, 1, 'a', 3, 2)"
const constraints = (definitions: string) =>
  `select string_agg(pg_get_constraintdef(oid), '; ' order by pg_get_constraintdef(oid)) = '${definitions}'
   from pg_constraint where conrelid = 'shop.lines'::regclass and contype in ('u', 'c', 'f')`

/** The first by name refers to the last, which is made before it. */
const chain = [
  table('shop.a_line', { description, columns: { ...id, of: integer().references('shop.z_order') } }),
  table('shop.z_order', {
    description,
    columns: { ...id, above: integer().nullable().references('shop.z_order') },
  }),
]
const circle = [
  table('shop.a_team', {
    description,
    columns: { ...id, lead: integer().nullable().references('shop.b_person') },
  }),
  table('shop.b_person', {
    description,
    columns: { ...id, team: integer().nullable(), deputy: integer().nullable().unique() },
    foreignKeys: [{ columns: ['team'], references: 'shop.a_team', to: ['id'] }],
  }),
]
const toOrder = { columns: ['order_id'], references: 'shop.z_order', to: ['id'] } as const
const lineOf = (of: typeof id.id) => table('shop.line', { description, columns: { ...id, of } })
const keysOf = (name: string, count: number) =>
  `select count(*) = ${count} from pg_constraint where conrelid = '${name}'::regclass and contype = 'f'`

/** Keys and checks of tables, between them and over several of their columns. */
export const keyCases: readonly DeployCase[] = [
  {
    title: 'tables are made after those to which they refer, whatever their names',
    before: [],
    after: chain,
    changes: ['prepare add shop', 'prepare add shop.z_order', 'prepare add shop.a_line'],
    keeps: [keysOf('shop.a_line', 1), keysOf('shop.z_order', 1)],
  },
  {
    title: 'tables that refer to each other get the last of their keys when all are there',
    before: [],
    after: circle,
    changes: ['prepare add shop', 'prepare add shop.a_team', 'prepare add shop.b_person'],
    keeps: [keysOf('shop.a_team', 1), keysOf('shop.b_person', 1)],
  },
  {
    title: 'a table that is there gets a column that refers to one which refers to it',
    before: [table('shop.a_team', { description, columns: id })],
    after: circle,
    changes: ['prepare extend shop.a_team', 'prepare add shop.b_person'],
    keeps: [keysOf('shop.a_team', 1), keysOf('shop.b_person', 1)],
  },
  {
    title:
      'a new unique column whose default would be the same in every row is refused before anything is done',
    before: [lines()],
    byHand: [rows],
    after: [
      table('shop.lines', {
        description,
        columns: { ...columns, code: text().default("'x'").unique() },
      }),
    ],
    changes: ['prepare extend shop.lines'],
    hazards: ['refused'],
    stops: 'would have the same value in the new column code',
  },
  {
    title: 'a new unique column whose default differs in every row is added',
    before: [lines()],
    byHand: [rows],
    after: [
      table('shop.lines', {
        description,
        columns: { ...columns, code: text().default('gen_random_uuid()::text').unique() },
      }),
    ],
    changes: ['prepare extend shop.lines'],
    keeps: ['select count(distinct code) = 2 from shop.lines'],
  },
  {
    title: 'keys and checks of several columns come and go',
    before: [lines({ unique: [['order_id', 'item']], checks: ['gross > net'] })],
    byHand: ["insert into shop.lines values (1, 1, 'a', 3, 2), (2, 2, 'a', 3, 2)"],
    after: [lines({ unique: [['id', 'item']], checks: ['net < gross', 'id + order_id > 0'] })],
    changes: ['prepare extend shop.lines'],
    keeps: [constraints('CHECK (((id + order_id) > 0)); CHECK ((net < gross)); UNIQUE (id, item)')],
  },
  ...(
    [
      ['a key', { unique: [['order_id', 'item']] }, 'UNIQUE (order_id, item)'],
      ['a check', { checks: ['net > gross'] }, 'CHECK ((net > gross))'],
    ] as const
  ).map(
    ([title, keys, text]): DeployCase => ({
      title: `${title} of several columns that rows do not keep to is refused before anything is done`,
      before: [lines()],
      byHand: [rows],
      after: [lines(keys)],
      changes: ['prepare extend shop.lines'],
      hazards: ['refused'],
      stops: `shop.lines shall have ${text}, and some rows do not keep to it`,
    }),
  ),
  {
    title: 'a foreign key comes to a table without rows, and goes again from one with rows',
    before: [...chain, lines({ foreignKeys: [{ columns: ['id'], references: 'shop.a_line', to: ['id'] }] })],
    byHand: [
      'insert into shop.z_order values (1)',
      'insert into shop.a_line values (1, 1)',
      "insert into shop.lines values (1, 1, 'a', 3, 2)",
    ],
    after: [...chain, lines()],
    changes: ['prepare extend shop.lines'],
    keeps: [keysOf('shop.lines', 0)],
  },
  {
    title: 'a foreign key of a table without rows is added',
    before: [...chain, lines()],
    after: [
      ...chain,
      lines({ foreignKeys: [{ columns: ['order_id'], references: 'shop.z_order', to: ['id'] }] }),
    ],
    changes: ['prepare extend shop.lines'],
    keeps: [keysOf('shop.lines', 1)],
  },
  {
    title: 'a foreign key that rows may not keep to is refused before anything is done',
    before: [...chain, lines()],
    byHand: [rows],
    after: [
      ...chain,
      lines({ foreignKeys: [{ columns: ['order_id'], references: 'shop.z_order', to: ['id'] }] }),
    ],
    changes: ['prepare extend shop.lines'],
    hazards: ['refused'],
    stops: 'alter table shop.lines add foreign key (order_id) references shop.z_order (id)',
  },
  {
    title:
      'a column that is defined anew keeps the foreign key of it alone that names its target, and one by hand',
    before: [...chain, lines({ foreignKeys: [toOrder] })],
    byHand: ['alter table shop.lines add foreign key (order_id) references customers_of_orders'],
    there: ['create table customers_of_orders (id integer primary key)'],
    after: [
      ...chain,
      table('shop.lines', {
        description,
        columns: { ...columns, order_id: integer().nullable().default('7') },
        foreignKeys: [toOrder],
      }),
    ],
    changes: ['prepare extend shop.lines'],
    keeps: [keysOf('shop.lines', 2)],
  },
  {
    title: 'a foreign key that names its target now is the one that did not',
    before: [...chain, lineOf(integer().references('shop.z_order'))],
    byHand: ['insert into shop.z_order values (1)', 'insert into shop.line values (1, 1)'],
    after: [...chain, lineOf(integer().references('shop.z_order', 'id'))],
    changes: [],
    keeps: [keysOf('shop.line', 1)],
  },
  {
    title: 'a foreign key that does not name its target any more is the one that did',
    before: [...chain, lineOf(integer().references('shop.z_order', 'id'))],
    byHand: ['insert into shop.z_order values (1)', 'insert into shop.line values (1, 1)'],
    after: [...chain, lineOf(integer().references('shop.z_order'))],
    changes: [],
    keeps: [keysOf('shop.line', 1)],
  },
  {
    title: 'a foreign key of one column that a definition loses is left to a person',
    before: [...chain, lineOf(integer().references('shop.z_order'))],
    after: [...chain, lineOf(integer())],
    changes: ['prepare extend shop.line'],
    hazards: ['refused'],
    stops: 'shop.line.of refers to shop.z_order, and is not defined to any more',
  },
  {
    title: 'a check that somebody added by hand stays where the definition keeps its own',
    before: [lines({ checks: ['gross > net'] })],
    byHand: ['alter table shop.lines add constraint theirs check (order_id > id)'],
    after: [lines({ checks: ['gross > net'], unique: [['order_id', 'item']] })],
    changes: ['prepare extend shop.lines'],
    keeps: [constraints('CHECK ((gross > net)); CHECK ((order_id > id)); UNIQUE (order_id, item)')],
    differs: ['shop.lines'],
  },
]
