import type { RelationSpec } from './project-spec.ts'
import { type ColumnSpec, quote, quoteRelation, type ReadRelation } from './source-tables.ts'

/** A function of the project that takes an integer; its call stands in quotes where it must. */
export interface Callable {
  readonly call: (argument: string) => string
  readonly type: ColumnSpec['type']
}

/** A query with its columns. */
export interface ShapedQuery {
  readonly sql: string
  readonly grain: readonly string[]
  readonly columns: readonly ColumnSpec[]
}

const list = (columns: readonly ColumnSpec[]) => columns.map(({ name }) => quote(name)).join(', ')

/** The columns that a number picks, rotated by it, with the grain among them. */
export function picked({ columns, grain }: ReadRelation, pick: number): ColumnSpec[] {
  const chosen = columns.filter(({ name }, index) => grain.includes(name) || (pick >> index) % 2 === 0)
  const start = chosen.length === 0 ? 0 : pick % chosen.length
  const rotated = [...chosen.slice(start), ...chosen.slice(0, start)]
  return rotated.length > 0 ? rotated : columns.slice(0, 1)
}

/** What a relation selects, in text that Postgres takes. */
export function relationQuery(
  { shape, pick }: RelationSpec,
  reads: ReadRelation,
  beside: ReadRelation,
  names: readonly string[],
  called: Callable | undefined,
): ShapedQuery {
  const from = quoteRelation(reads)
  const columns = picked(reads, pick)
  const free = names.filter((name) => !columns.some((column) => column.name === name))
  const [extra = 'extra_1', other = 'extra_2'] = free.slice(pick % 3)
  const plain = { sql: `select ${list(columns)} from ${from}`, grain: reads.grain, columns }
  switch (shape) {
    case 'columns':
      return plain
    case 'star':
      return { sql: `select * from ${from}`, grain: reads.grain, columns: reads.columns }
    case 'renamed': {
      const last = columns.at(-1)
      if (!last || reads.grain.includes(last.name)) return plain
      const kept = columns.slice(0, -1)
      const sql = `select ${list(kept)}${kept.length > 0 ? ', ' : ''}${quote(last.name)} as ${quote(extra)} from ${from} as t`
      return { sql, grain: reads.grain, columns: [...kept, { name: extra, type: last.type }] }
    }
    case 'retyped': {
      const index = columns.findIndex(({ name, type }) => type === 'numeric' && !reads.grain.includes(name))
      if (index < 0) return plain
      const changed = columns.map(
        (column, at): ColumnSpec => (at === index ? { ...column, type: 'double precision' } : column),
      )
      const selected = columns.map(({ name }, at) =>
        at === index ? `${quote(name)}::double precision as ${quote(name)}` : quote(name),
      )
      return { sql: `select ${selected.join(', ')} from ${from}`, grain: reads.grain, columns: changed }
    }
    case 'group': {
      const [by] = columns
      if (!by) return plain
      const sql = `select ${quote(by.name)}, count(*) as ${quote(extra)} from ${from} group by ${quote(by.name)}`
      return { sql, grain: [by.name], columns: [by, { name: extra, type: 'numeric' }] }
    }
    case 'one row':
      return {
        sql: `select count(*)::numeric as ${quote(extra)} from ${from}`,
        grain: [],
        columns: [{ name: extra, type: 'numeric' }],
      }
    case 'beside':
      return {
        sql: `select ${columns.map(({ name }) => `one.${quote(name)}`).join(', ')}, (select count(*)::numeric from ${quoteRelation(beside)}) as ${quote(other)} from ${from} one`,
        grain: reads.grain,
        columns: [...columns, { name: other, type: 'numeric' }],
      }
    case 'calls': {
      if (!called) return plain
      const number = columns.find(({ type }) => type === 'integer')
      const argument = number ? quote(number.name) : '1'
      const sql = `select ${list(columns)}, ${called.call(argument)} as ${quote(extra)} from ${from}`
      return { sql, grain: reads.grain, columns: [...columns, { name: extra, type: called.type }] }
    }
  }
}
