import type { ColumnShape } from '../define/columns/column.ts'
import type { GivenRow, GivenTable } from '../define/proofs/given-row.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { place } from '../release/project-index.ts'
import { relationName } from '../sql/relation-name.ts'
import { typedDefault } from './typed-default.ts'

/** A row with a value for each column that needs one. */
export interface CompleteRow {
  readonly table: GivenTable
  readonly values: Readonly<Record<string, unknown>>
  /** What the proof gives; a row that only comes along has none. */
  readonly given: GivenRow | undefined
}

type Tables = ReadonlyMap<string, GivenTable>

interface Surroundings {
  readonly tables: Tables
  readonly now: Date
  readonly known?: readonly CompleteRow[]
}

/**
 * The rows of a proof with what they leave out, and the rows that they refer to, each table behind those that it
 * refers to. Rows that are known are there already: others may refer to them.
 *
 * @throws SightlineError for a table that the project does not list, and a column without a default
 */
export function completeRows(
  given: readonly GivenRow[],
  { tables, now, known = [] }: Surroundings,
): CompleteRow[] {
  const complete: CompleteRow[] = []
  const counts = new Map<string, number>()
  for (const { table } of known) counts.set(table.name, (counts.get(table.name) ?? 0) + 1)
  const ranks = rank(tables)
  const byRank = (a: CompleteRow, b: CompleteRow) => (ranks.get(a.table) ?? 0) - (ranks.get(b.table) ?? 0)
  const waiting = given
    .map((row): CompleteRow => ({ ...row, table: listed(row, tables), given: row }))
    .sort(byRank)
  const firstOf = (table: GivenTable, key: string): unknown =>
    [...known, ...complete, ...waiting].find((row) => row.table === table && row.values[key] !== undefined)
      ?.values[key]
  const keys = new Set(
    [...known, ...waiting].map(({ table, values }) => keyOf(table, values[primaryKey(table)])),
  )
  for (const row of waiting) {
    const { table } = row
    const number = (counts.get(table.name) ?? 0) + 1
    counts.set(table.name, number)
    const values: Record<string, unknown> = { ...row.values }
    for (const [column, { shape }] of Object.entries(table.columns)) {
      const parent = shape.references === undefined ? undefined : tables.get(shape.references.table)
      const isLeftOut = values[column] === undefined
      if (isLeftOut && (shape.nullable || isMade(shape) || shape.default !== undefined)) continue
      if (!parent) {
        if (isLeftOut) values[column] = typedDefault(table, column, { number, now })
        continue
      }
      const key = shape.references?.columns[0] ?? primaryKey(parent)
      if (isLeftOut) values[column] = firstOf(parent, key) ?? typedDefault(parent, key, { number: 1, now })
      if (values[column] === null || keys.has(keyOf(parent, values[column]))) continue
      keys.add(keyOf(parent, values[column]))
      waiting.push({ table: parent, values: { [key]: values[column] }, given: undefined })
    }
    keys.add(keyOf(table, values[primaryKey(table)]))
    complete.push({ ...row, values })
  }
  return complete.sort(byRank)
}

/** Whether Postgres gives a column its value. */
const isMade = ({ identity, generatedAs }: ColumnShape): boolean =>
  identity !== undefined || generatedAs !== undefined

function listed(row: GivenRow, tables: Tables): GivenTable {
  const table = tables.get(relationName(row.table.name).written)
  if (table) return table
  throw new SightlineError({
    code: 'unlisted-definition',
    what: `A proof gives a row to ${row.table.name}, which the project does not list.`,
    value: row.table.name,
    ...place(row),
    next: `Add the source ${row.table.name} to \`definitions\` in sightline.config.ts.`,
  })
}

const keyOf = ({ name }: GivenTable, value: unknown): string => `${name} ${String(value)}`

/** The column that others refer to. */
function primaryKey({ columns, primaryKey }: GivenTable): string {
  return Object.entries(columns).find(([, { shape }]) => shape.primaryKey)?.[0] ?? primaryKey[0] ?? ''
}

/** How far each table is from those that refer to nothing; a circle ends where it began. */
function rank(tables: Tables): Map<GivenTable, number> {
  const ranks = new Map<GivenTable, number>()
  const visit = (table: GivenTable): number => {
    const known = ranks.get(table)
    if (known !== undefined) return known
    ranks.set(table, 0)
    const parents = Object.values(table.columns).flatMap(({ shape }) =>
      shape.references === undefined ? [] : (tables.get(shape.references.table) ?? []),
    )
    const own = Math.max(
      0,
      ...parents.filter((parent) => parent !== table).map((parent) => visit(parent) + 1),
    )
    ranks.set(table, own)
    return own
  }
  for (const table of tables.values()) visit(table)
  return ranks
}
