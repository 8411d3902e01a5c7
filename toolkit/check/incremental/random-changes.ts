import type { Column } from '../../define/columns/column.ts'
import type { Random } from '../../define/sample/random.ts'
import type { Source, Table } from '../../define/source.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'

/** A statement that changes a table, and what it does in words. */
export interface RandomChange {
  readonly what: string
  readonly sql: string
}

/** What may be done to a table. */
export interface AllowedChanges {
  /** The column by which changed rows are found, which every change then sets; all changes where there is none. */
  readonly writtenIn?: string | undefined
  /** Whether rows are only ever added. */
  readonly addsOnly?: boolean
}

/**
 * Statements that change each column of some row of a table, add rows and remove rows. The database may refuse some of
 * them: a key that is there, or a row that others refer to.
 */
export function randomChanges(
  source: Source | Table,
  rows: number,
  random: Random,
  { writtenIn, addsOnly = false }: AllowedChanges = {},
): RandomChange[] {
  const table = relationName(source.name).sql
  const columns = Object.entries(source.columns)
  const keys = new Set([
    ...source.primaryKey,
    ...columns.flatMap(([name, { shape }]) => (shape.primaryKey ? [name] : [])),
  ])
  const any = (what: string) =>
    `(select ${what} from ${table} offset ${random.whole(0, Math.max(0, rows - 1))} limit 1)`
  const noting = writtenIn === undefined ? '' : `, ${quoteIdentifier(writtenIn)} = now()`
  const update = (name: string, value: string, what: string): RandomChange => ({
    what: `${source.name}.${name} ${what}`,
    sql: `update ${table} set ${quoteIdentifier(name)} = ${value}${noting} where ctid = ${any('ctid')}`,
  })
  const changed = columns
    .filter(([name, { shape }]) => name !== writtenIn && !shape.generatedAs && shape.identity !== 'always')
    .flatMap(([name, column]) => [
      update(name, otherValue(name, column, any, random), 'is changed in a row'),
      ...(column.shape.nullable ? [update(name, 'null', 'becomes null in a row')] : []),
    ])
  const added = Array.from({ length: 3 }, (): RandomChange => {
    const given = columns.filter(([, { shape }]) => !shape.generatedAs && !shape.identity)
    const values = given.map(([name, column]) => {
      if (name === writtenIn) return 'now()'
      return keys.has(name) ? newKey(name, column, table, any, random) : any(quoteIdentifier(name))
    })
    const names = given.map(([name]) => quoteIdentifier(name)).join(', ')
    return {
      what: `a row of ${source.name} is added`,
      sql: `insert into ${table} (${names}) values (${values.join(', ')})`,
    }
  })
  const removed = Array.from(
    { length: 3 },
    (): RandomChange => ({
      what: `a row of ${source.name} is removed`,
      sql: `delete from ${table} where ctid = ${any('ctid')}`,
    }),
  )
  if (addsOnly) return added
  return writtenIn === undefined ? [...changed, ...added, ...removed] : [...changed, ...added]
}

const isNumber = (type: string): boolean =>
  /^(bigint|integer|smallint|numeric|real|double precision)/.test(type)

/** A number becomes larger, a time one of the last hundred days, and anything else that of another row. */
function otherValue(
  name: string,
  { shape }: Column<unknown>,
  any: (what: string) => string,
  random: Random,
): string {
  const own = quoteIdentifier(name)
  if (shape.references) return any(own)
  if (isNumber(shape.type)) return `${own} + ${random.whole(1, 9)}`
  if (shape.type === 'date') return `(now() - interval '${random.whole(0, 100)} days')::date`
  if (shape.type === 'timestamp with time zone') return `now() - interval '${random.whole(-48, 2400)} hours'`
  return any(own)
}

/** A value that a key most likely has not yet. */
function newKey(
  name: string,
  { shape }: Column<unknown>,
  table: string,
  any: (what: string) => string,
  random: Random,
): string {
  const own = quoteIdentifier(name)
  if (shape.references) return any(own)
  if (isNumber(shape.type)) return `(select coalesce(max(${own}), 0) + 1 from ${table})`
  if (shape.type === 'text') return `'sightline-${random.whole(1, 1e9)}'`
  if (shape.type === 'date') return `(now() + interval '${random.whole(-40, 3)} days')::date`
  return any(own)
}
