import type { ClientBase } from 'pg'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import { isTable } from '../../kinds/table/table-kind.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { LiveState } from './live-state.ts'

/** What the rows of a table of ours do not allow. */
export interface TableRows {
  readonly isEmpty: boolean
  /** Columns that shall have a value in every row, and have none in some. */
  readonly withNulls: readonly string[]
}

/** Looks at the rows of the tables in which every row shall have a value where it need not have one now. */
export async function readTableRows(
  client: ClientBase,
  objects: readonly DesiredObject[],
  { relations }: Pick<LiveState, 'relations'>,
): Promise<Map<string, TableRows>> {
  const found = new Map<string, TableRows>()
  for (const { name, columns } of objects.filter(isTable)) {
    const live = relations.get(name)
    if (live?.type !== 'table') continue
    const wanted = columns.filter(({ nullable }) => !nullable).map((column) => column.name)
    const open = wanted.filter((column) => !live.columns.find((one) => one.name === column)?.notNull)
    if (open.length === 0) continue
    const there = open.filter((column) => live.columns.some((one) => one.name === column))
    const checks = there.map(
      (column) => `exists (select from ${relationName(name).sql} where ${quoteIdentifier(column)} is null)`,
    )
    const { rows } = await client.query<{ answers: boolean[] }>(
      `select array[${[`not exists (select from ${relationName(name).sql})`, ...checks].join(', ')}] as answers`,
    )
    const [isEmpty = true, ...nulls] = rows[0]?.answers ?? []
    found.set(name, { isEmpty, withNulls: there.filter((_, index) => nulls[index]) })
  }
  return found
}
