import { RelationName } from '../sql/relation-name.ts'
import { checkBounds } from './check-bounds.ts'
import type { ImportedColumn, ImportedKey, ImportedTable } from './imported.ts'
import { type TypeCode, type TypeContext, typeCode } from './type-code.ts'
import { literal } from './written-code.ts'

/** The declaration of a column; undefined where its type cannot be declared. */
export function columnCode(
  table: ImportedTable,
  column: ImportedColumn,
  context: TypeContext,
  isImported: (key: ImportedKey) => boolean,
): TypeCode | undefined {
  const type = typeCode(column, context)
  if (!type) return undefined
  const is = (columns: readonly string[]) => columns.length === 1 && columns[0] === column.name
  const isKey = is(table.primaryKey)
  const parts = [type.code]
  if (isKey) parts.push('primaryKey()')
  else if (table.unique.some(is)) parts.push('unique()')
  if (column.identity !== '') parts.push(column.identity === 'a' ? 'generated()' : 'generatedByDefault()')
  const [reference] = table.foreignKeys.filter((key) => is(key.columns) && isImported(key))
  if (reference) parts.push(referenceCode(reference))
  if (column.generated !== null) parts.push(`generatedAs(${literal(column.generated)})`)
  for (const { sql } of table.checks.filter((check) => is(check.columns)))
    if (checkBounds(sql, column.name)) parts.push(`check(${literal(sql)})`)
  if (column.default !== null) parts.push(`default(${literal(column.default)})`)
  if (!column.notNull) parts.push('nullable()')
  return { ...type, code: parts.join('.') }
}

function referenceCode({ schema, table, to, toPrimaryKey }: ImportedKey): string {
  const name = literal(new RelationName(schema, table).written)
  const [column = ''] = to
  return `references(${name}${toPrimaryKey ? '' : `, ${literal(column)}`})`
}

/** The foreign keys that do not stand at a column. */
export const keysOfSeveral = ({ foreignKeys }: ImportedTable): ImportedKey[] =>
  foreignKeys.filter(({ columns }, index) => {
    const first = foreignKeys.findIndex((other) => other.columns.join() === columns.join())
    return columns.length > 1 && first === index
  })
