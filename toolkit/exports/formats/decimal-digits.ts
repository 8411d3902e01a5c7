import type { ClientBase } from 'pg'
import { quoteIdentifier } from '../../sql/identifier.ts'
import type { ExportedColumn } from '../exported-column.ts'

/**
 * Columns of `numeric`, whose type does not say how many digits there are, with as many as their values have: Parquet
 * wants to know before the first row. One with NaN or infinity stays without.
 */
export async function withDigits(
  client: ClientBase,
  sql: string,
  columns: readonly ExportedColumn[],
): Promise<readonly ExportedColumn[]> {
  const open = columns.filter(({ kind, precision }) => kind === 'decimal' && precision === undefined)
  if (open.length === 0) return columns
  const counted = open.flatMap(({ name }) => {
    const column = quoteIdentifier(name)
    return [
      `coalesce(max(length(trunc(abs(${column}))::text)), 1)`,
      `coalesce(max(scale(${column})), 0)`,
      `coalesce(bool_or(${column}::text ~ 'N|I'), false)`,
    ]
  })
  const { rows } = await client.query<(number | boolean)[]>({
    text: `select ${counted.join(', ')} from (\n${sql}\n) as exported`,
    rowMode: 'array',
  })
  return columns.map((column) => {
    const place = open.indexOf(column) * 3
    if (place < 0) return column
    const [whole, scale, isUncountable] = rows[0]?.slice(place, place + 3) ?? []
    if (typeof whole !== 'number' || typeof scale !== 'number' || isUncountable) return column
    return { ...column, precision: whole + scale, scale }
  })
}
