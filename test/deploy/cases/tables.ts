import { table } from 'sightline'
import { integer, numeric, text } from 'sightline/columns'
import type { DeployCase } from '../support/deploy-case.ts'
import { panelsOf, storedOf, viewOf } from '../support/small-shop.ts'

const description = 'For a test.'
const notes = (columns: Parameters<typeof table>[1]['columns']) =>
  table('shop.notes', { description, columns })
const isNullable = (column: string) =>
  `select not attnotnull from pg_attribute where attrelid = 'shop.notes'::regclass and attname = '${column}'`
const row = "insert into shop.notes (id, body) values (1, 'first')"

/** Tables of a release, and what of them and of their sources is stored. */
export const tableCases: readonly DeployCase[] = [
  {
    title: 'a column that a table loses keeps its values, and keeps no row from being written',
    before: [notes({ id: integer().primaryKey(), body: text(), state: text() })],
    after: [notes({ id: integer().primaryKey(), body: text() })],
    changes: ['prepare extend shop.notes'],
    hazards: ['keeps rows'],
    keeps: [isNullable('state')],
    differs: ['shop.notes'],
  },
  {
    title: 'a column that may be null from now on loses its NOT NULL',
    before: [notes({ id: integer().primaryKey(), body: text() })],
    after: [notes({ id: integer().primaryKey(), body: text().nullable() })],
    changes: ['prepare extend shop.notes'],
    keeps: [isNullable('body')],
  },
  {
    title: 'a column gets its NOT NULL where every row has a value',
    before: [notes({ id: integer().primaryKey(), body: text().nullable() })],
    byHand: [row],
    after: [notes({ id: integer().primaryKey(), body: text() })],
    changes: ['prepare extend shop.notes'],
    keeps: [`select not (${isNullable('body')})`],
  },
  {
    title: 'a NOT NULL that rows do not allow is refused before anything is done',
    before: [notes({ id: integer().primaryKey(), body: text().nullable() })],
    byHand: ['insert into shop.notes (id) values (1)'],
    after: [notes({ id: integer().primaryKey(), body: text() })],
    changes: ['prepare extend shop.notes'],
    hazards: ['refused'],
    stops: 'shop.notes.body shall have a value in every row',
  },
  {
    title: 'a new column without a value for the rows that are there is refused before anything is done',
    before: [notes({ id: integer().primaryKey(), body: text() })],
    byHand: [row],
    after: [notes({ id: integer().primaryKey(), body: text(), amount: numeric(10, 2) })],
    changes: ['prepare extend shop.notes'],
    hazards: ['refused'],
    stops: 'shop.notes has rows, which would have no value in the new column amount',
  },
  {
    title: 'a new column with a default is added to a table with rows',
    before: [notes({ id: integer().primaryKey(), body: text() })],
    byHand: [row],
    after: [notes({ id: integer().primaryKey(), body: text(), amount: integer().default('0') })],
    changes: ['prepare extend shop.notes'],
    keeps: ['select amount = 0 from shop.notes'],
  },
  {
    title: 'a default changes, comes and goes',
    before: [
      notes({
        id: integer().primaryKey(),
        one: text().default("'a'"),
        two: text(),
        three: text().default("'c'"),
      }),
    ],
    byHand: ["insert into shop.notes (id, two) values (1, '')"],
    after: [
      notes({
        id: integer().primaryKey(),
        one: text().default("'b'"),
        two: text().default('current_user'),
        three: text(),
      }),
    ],
    changes: ['prepare extend shop.notes'],
    keeps: [
      `select array_agg(pg_get_expr(adbin, adrelid) order by adnum)::text = '{''b''::text,CURRENT_USER}' from pg_attrdef where adrelid = 'shop.notes'::regclass`,
      "select one = 'a' and three = 'c' from shop.notes",
    ],
  },
  {
    title: 'a column that a table gets back is as it is defined, with the values that it kept',
    before: [notes({ id: integer().primaryKey(), body: text() })],
    byHand: [
      'alter table shop.notes add column state text',
      "insert into shop.notes values (1, 'first', 'open')",
    ],
    after: [notes({ id: integer().primaryKey(), body: text(), state: text().unique().default("'new'") })],
    changes: ['prepare extend shop.notes'],
    keeps: [
      "select state = 'open' from shop.notes",
      `select count(*) = 1 from pg_constraint where conrelid = 'shop.notes'::regclass and contype = 'u'`,
      `select not (${isNullable('state')})`,
    ],
  },
  {
    title: 'a column becomes unique, and another one is no longer',
    before: [notes({ id: integer().primaryKey(), one: text().unique(), two: text() })],
    byHand: ["insert into shop.notes values (1, 'a', 'a'), (2, 'b', 'b')"],
    after: [notes({ id: integer().primaryKey(), one: text(), two: text().unique() })],
    changes: ['prepare extend shop.notes'],
    keeps: [
      `select array_agg(pg_get_constraintdef(oid))::text = '{"UNIQUE (two)"}' from pg_constraint where conrelid = 'shop.notes'::regclass and contype = 'u'`,
    ],
  },
  {
    title: 'a column that rows keep from being unique is refused before anything is done',
    before: [notes({ id: integer().primaryKey(), body: text() })],
    byHand: ["insert into shop.notes values (1, 'a'), (2, 'a')"],
    after: [notes({ id: integer().primaryKey(), body: text().unique() })],
    changes: ['prepare extend shop.notes'],
    hazards: ['refused'],
    stops: 'shop.notes.body shall be unique, and some rows have the same value',
  },
  {
    title: 'a column to which a foreign key refers stays unique',
    before: [notes({ id: integer().primaryKey(), body: text().unique() })],
    byHand: ['create table byhand_refers (body text references shop.notes (body))'],
    after: [notes({ id: integer().primaryKey(), body: text() })],
    changes: ['prepare extend shop.notes'],
    hazards: ['refused'],
    stops: 'a foreign key refers to it: drop that first',
  },
  {
    title: 'another primary key is refused before anything is done',
    before: [notes({ id: integer().primaryKey(), body: text() })],
    after: [notes({ id: integer(), body: text().primaryKey() })],
    changes: ['prepare extend shop.notes'],
    hazards: ['refused'],
    stops: 'shop.notes.id is in the primary key, and is defined otherwise',
  },
  {
    title: 'a default that somebody changed by hand stays where the release does not change it',
    before: [notes({ id: integer().primaryKey(), body: text().default("'a'") })],
    byHand: ["alter table shop.notes alter body set default 'by hand'"],
    after: [notes({ id: integer().primaryKey(), body: text().default("'a'"), more: text().nullable() })],
    changes: ['prepare extend shop.notes'],
    keeps: [
      `select pg_get_expr(adbin, adrelid) = '''by hand''::text' from pg_attrdef where adrelid = 'shop.notes'::regclass`,
    ],
  },
  {
    title: 'a default may say what a foreign key says',
    before: [],
    after: [
      notes({ id: integer().primaryKey(), body: text().default("'see references below, (and) more'") }),
    ],
    changes: ['prepare add shop', 'prepare add shop.notes'],
  },
  {
    title: 'stored rows of `select *` stay as they are when their source gains a column',
    before: [
      storedOf('shop.kept', 'customer_id', 'select * from customers'),
      viewOf('shop.names', 'customer_id', 'select customer_id, name from customers'),
      panelsOf('select name from shop.kept', 'select name from shop.names'),
    ],
    byHand: ['alter table customers add column vip boolean'],
    after: [
      storedOf('shop.kept', 'customer_id', 'select * from customers'),
      viewOf('shop.names', 'customer_id', 'select customer_id, upper(name) as name from customers'),
      panelsOf('select name from shop.kept', 'select name from shop.names'),
    ],
    changes: ['expand replace shop.names'],
  },
]
