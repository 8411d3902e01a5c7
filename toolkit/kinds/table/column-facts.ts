import type { DesiredColumn } from './desired-column.ts'
import { columnWithKey } from './table-sql.ts'

interface WithColumns {
  readonly columns: readonly DesiredColumn[]
}

/** What changes in the columns of a table, in words. */
export function columnFacts(before: WithColumns, after: WithColumns): string[] {
  const find = ({ columns }: WithColumns, name: string) => columns.find((one) => one.name === name)
  return [
    ...before.columns
      .filter(({ name }) => !find(after, name))
      .map(({ name }) => `column ${name} no longer declared`),
    ...after.columns.flatMap((column) => {
      const old = find(before, column.name)
      if (!old) return [`column ${column.name} added: ${column.type}`]
      const [from, to] = [columnWithKey(old), columnWithKey(column)]
      return from === to ? [] : [`column ${column.name} from ${from} to ${to}`]
    }),
  ]
}
