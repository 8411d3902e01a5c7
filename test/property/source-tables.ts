import { source } from 'sightline'
import { integer, numeric, text, timestamptz } from 'sightline/columns'
import type { Source } from 'sightline/engine'
import type { Followable } from '../../toolkit/define/followable.ts'

/** A column as the generated queries know it. */
export interface ColumnSpec {
  readonly name: string
  readonly type: 'integer' | 'text' | 'numeric' | 'timestamptz' | 'double precision'
}

/** A relation as the generated queries know it. */
export interface ReadRelation {
  readonly schema: string
  readonly name: string
  readonly grain: readonly string[]
  readonly columns: readonly ColumnSpec[]
  /** What an incremental view over it follows; a view has no rows that triggers could tell of. */
  readonly followed?: Followable
}

/** A table of somebody else, which projects read. */
export interface SourceTable extends ReadRelation {
  readonly create: readonly string[]
  readonly definition: Source
}

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const quoteRelation = ({ schema, name }: { schema: string; name: string }): string =>
  `${quote(schema)}.${quote(name)}`

/** A source with odd names and some rows. */
export function sourceTable(schema: string, name: string, columns: readonly string[]): SourceTable {
  const [key = 'k', label = 'l', amount = 'a', at = 't'] = columns
  const table = quoteRelation({ schema, name })
  const create = [
    ...(schema === 'public' ? [] : [`create schema if not exists ${quote(schema)}`]),
    `create table ${table} (${quote(key)} integer primary key, ${quote(label)} text not null, ${quote(amount)} numeric(10,2) not null, ${quote(at)} timestamptz)`,
    `insert into ${table} select n, 'l' || n % 3, n * 1.5, '2024-01-01Z'::timestamptz + n * interval '1 h' from generate_series(1, 20) n`,
  ]
  const definition = source(schema === 'public' && !name.includes('.') ? name : `${schema}.${name}`, {
    description: 'What somebody else writes.',
    columns: {
      [key]: integer().primaryKey(),
      [label]: text(),
      [amount]: numeric(10, 2),
      [at]: timestamptz().nullable(),
    },
  })
  return {
    schema,
    name,
    grain: [key],
    columns: [
      { name: key, type: 'integer' },
      { name: label, type: 'text' },
      { name: amount, type: 'numeric' },
      { name: at, type: 'timestamptz' },
    ],
    create,
    definition,
    followed: definition,
  }
}
