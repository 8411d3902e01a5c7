import type { ClientBase } from 'pg'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import { isTable } from '../../kinds/table/table-kind.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { LiveRelation } from './live-relation.ts'
import type { LiveState } from './live-state.ts'

/** What the rows of a table of ours do not allow. */
export interface TableRows {
  readonly isEmpty: boolean
  /** Columns that shall have a value in every row, and have none in some. */
  readonly withNulls: readonly string[]
  /** Columns that shall be unique, and have the same value in some rows. */
  readonly withDuplicates: readonly string[]
}

/** Looks at the rows of the tables that allow what their definitions do not. */
export async function readTableRows(
  client: ClientBase,
  objects: readonly DesiredObject[],
  { relations: live }: Pick<LiveState, 'relations'>,
  final: ReadonlyMap<string, LiveRelation>,
): Promise<Map<string, TableRows>> {
  const found = new Map<string, TableRows>()
  for (const { name, columns } of objects.filter(isTable)) {
    const there = live.get(name)
    if (there?.type !== 'table') continue
    const now = new Map(there.columns.map((column) => [column.name, column]))
    const ends = new Map(final.get(name)?.columns.map((column) => [column.name, column]))
    const open = columns.filter((column) => !column.nullable && !now.get(column.name)?.notNull)
    const repeated = columns.filter(
      (column) => ends.get(column.name)?.unique && !now.get(column.name)?.unique,
    )
    if (open.length + repeated.length === 0) continue
    const isThere = (column: { readonly name: string }) => now.has(column.name)
    const [nulls, duplicates] = [open.filter(isThere), repeated.filter(isThere)]
    const table = relationName(name).sql
    const checks = [
      `not exists (select from ${table})`,
      ...nulls.map((column) => `exists (select from ${table} where ${quoteIdentifier(column.name)} is null)`),
      ...duplicates.map((column) => {
        const value = quoteIdentifier(column.name)
        return `exists (select from ${table} where ${value} is not null group by ${value} having count(*) > 1)`
      }),
    ]
    const { rows } = await client.query<{ answers: boolean[] }>(
      `select array[${checks.join(', ')}] as answers`,
    )
    const [isEmpty = true, ...answers] = rows[0]?.answers ?? []
    found.set(name, {
      isEmpty,
      withNulls: nulls.filter((_, index) => answers[index]).map((column) => column.name),
      withDuplicates: duplicates
        .filter((_, index) => answers[nulls.length + index])
        .map((column) => column.name),
    })
  }
  return found
}
