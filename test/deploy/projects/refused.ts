import { type Definition, source, sourceIndex } from 'sightline'
import { bigint, numeric, text } from 'sightline/columns'
import type { ProjectCase } from '../support/project-case.ts'
import { functionOf, storedOf } from '../support/small-shop.ts'

const description = 'For a test.'
const orders = source('orders', {
  description,
  columns: { id: bigint(), customer: text(), amount: numeric(10, 2) },
})
const index = sourceIndex('of_customers', { description, on: orders, columns: ['customer'] })
const doubled = functionOf('app.doubled', '(n numeric)', 'numeric', 'select n * 2')
const base = (name: string) =>
  `create table ${name} (id bigint not null, customer text not null, amount numeric(10, 2) not null)`

/** What is there, what is released over it, and how the plan says that it cannot be. */
const refused = (
  title: string,
  [definition, ...found]: readonly [Definition, ...string[]],
  stops: RegExp,
  since?: 18,
): ProjectCase => ({
  title,
  found: found.some((statement) => /\borders\b/.test(statement)) ? found : [base('orders'), ...found],
  releases: [[orders, definition]],
  stops,
  ...(since ? { since } : {}),
})

/** What only what is really made would be refused, and stops the plan. */
export const refusedCases: readonly ProjectCase[] = [
  refused(
    'an index on a source that is a view',
    [index, base('base'), 'create view orders as select * from base'],
    /of_customers stands on orders, which is a view/,
  ),
  refused(
    'an index on a source that is a foreign table',
    [
      index,
      'create extension file_fdw',
      'create server files foreign data wrapper file_fdw',
      `${base('orders').replace('create', 'create foreign')} server files options (filename '/dev/null')`,
    ],
    /of_customers stands on orders, which is a foreign table/,
  ),
  refused(
    'an index on a column that is worked out when it is read',
    [
      index,
      base('orders'),
      'alter table orders drop column customer',
      'alter table orders add column customer text generated always as (id::text) virtual not null',
    ],
    /of_customers: indexes on virtual generated columns/,
    18,
  ),
  refused(
    'stored rows with a column that has the name of one of the system',
    [storedOf('app.stored', 'id', 'select id, 1 as xmin from orders')],
    /app\.stored: column name "xmin" conflicts/,
  ),
  refused(
    'stored rows with a grain of a type that has no order',
    [storedOf('app.stored', 'id', 'select to_json(id) as id from orders')],
    /app\.stored: data type json has no default operator class/,
  ),
  ...[
    ['an aggregate', 'create aggregate app.doubled(numeric) (sfunc = numeric_add, stype = numeric)'],
    ['a procedure', `create procedure app.doubled(n numeric) language sql as 'select 1'`],
  ].map(([what = '', statement = '']) =>
    refused(
      `a function with the name and the arguments of ${what}`,
      [doubled, 'create schema app', statement],
      new RegExp(`There is ${what} called app\\.doubled\\(numeric\\)`),
    ),
  ),
  refused(
    'a schema with a name that Postgres keeps for itself',
    [storedOf('pg_app.stored', 'id', 'select id from orders')],
    /begin with pg_/,
  ),
]
