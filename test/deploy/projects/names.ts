import { type Definition, source, sourceIndex, table } from 'sightline'
import { integer, text } from 'sightline/columns'
import { oddNames } from '../../property/odd-names.ts'
import type { ProjectCase } from '../support/project-case.ts'
import { functionOf, panelsOf, storedOf, viewOf } from '../support/small-shop.ts'

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/** One name for everything that has one, in two releases that change all of it. */
function named(name: string): ProjectCase {
  const [schema, column] = [name, quote(name)]
  const theirs = source(`${schema}.theirs`, {
    description: name,
    columns: { [name]: integer().primaryKey(), label: text() },
  })
  const orders = `${quote(schema)}.theirs`
  const index = `${[...name].slice(0, -1).join('')}i`
  const one = (kind: string) => `${quote(schema)}.${quote(kind)}`
  const release = (changed: boolean) => [
    theirs,
    sourceIndex(index, {
      description: name,
      on: theirs,
      columns: changed ? ['label', name] : ['label'],
    }),
    functionOf(`${schema}.f`, '(n integer)', 'integer', changed ? 'select n + n' : 'select n * 2'),
    table(`${schema}.t`, { description: name, columns: { [name]: integer() }, primaryKey: [name] }),
    viewOf(
      `${schema}.v`,
      name,
      changed
        ? `select label as ${quote('other')}, ${column} from ${orders}`
        : `select ${column}, label from ${orders}`,
      { description: name, columns: { [name]: name } },
    ),
    storedOf(
      `${schema}.${name}`,
      name,
      `select ${column}, ${one('f')}(${column}) as ${changed ? 'three' : 'two'} from ${one('v')}`,
      { indexes: [[name]] },
    ),
    // Grafana itself reads a dollar sign in a query as a variable.
    panelsOf(
      ...(name.includes('$')
        ? ['select 1 as n']
        : [
            `select ${column} from ${one('v')}`,
            `select ${column}, ${changed ? 'three' : 'two'} from ${one(name)}`,
            `select count(*) from ${one('t')}`,
          ]),
    ),
  ]
  return {
    title: JSON.stringify(name),
    found: [
      `create schema ${quote(schema)}`,
      `create table ${orders} (${column} integer primary key, label text not null)`,
      `insert into ${orders} values (1, 'one')`,
    ],
    releases: [release(false), release(true)],
    holds: [`select ${column} = 1 and three = 2 from ${one(name)}`],
  }
}

const theirs = source('theirs', {
  description: 'For a test.',
  columns: { id: integer().primaryKey(), label: text() },
})

/** What may have the name of a schema of the same project, before a release and after it. */
const besides: Readonly<Record<string, (changed: boolean) => Definition>> = {
  view: (changed) => viewOf('sales', '', `select count(*) as ${changed ? 'rows' : 'n'} from theirs`),
  'materialized view': (changed) =>
    storedOf('sales', 'id', `select id${changed ? ', label' : ''} from theirs`),
  table: (changed) =>
    table('sales', {
      description: 'For a test.',
      columns: changed ? { id: integer(), more: text().nullable() } : { id: integer() },
    }),
  function: (changed) => functionOf('sales', '()', 'integer', `select ${changed ? 2 : 1}`),
  index: (changed) =>
    sourceIndex('sales', {
      description: 'For a test.',
      on: theirs,
      columns: changed ? ['label', 'id'] : ['label'],
    }),
}

/** A schema stands in a place of its own: it comes and goes beside what has its name. */
function asSchema([kind, make]: readonly [string, (changed: boolean) => Definition]): ProjectCase {
  const inSchema = (count: number) => [
    viewOf('sales.daily', '', `select ${count} as n from theirs`),
    panelsOf('select n from sales.daily'),
  ]
  return {
    title: `the name of a schema, of a ${kind}`,
    found: ['create table theirs (id integer primary key, label text not null)'],
    releases: [
      [theirs, make(false), ...inSchema(1)],
      [theirs, make(true), ...inSchema(1)],
      [theirs, ...inSchema(2)],
      [
        theirs,
        make(false),
        viewOf('other.daily', '', 'select 1 as n from theirs'),
        panelsOf('select n from other.daily'),
      ],
    ],
  }
}

/** Names of every kind that Postgres takes. */
export const nameCases: readonly ProjectCase[] = [
  ...oddNames.map(named),
  ...Object.entries(besides).map(asSchema),
]
