import type { ColumnShape } from '../../define/column.ts'
import type { Source, Table } from '../../define/source.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'

/** What CREATE TABLE has to say of a table. */
export interface TableText {
  readonly name: string
  readonly columns: readonly { readonly definition: string; readonly references?: string | undefined }[]
  readonly primaryKey: readonly string[]
}

/** CREATE TABLE, with its foreign keys unless they are added when all tables are there. */
export function createTableSql(
  { name, columns, primaryKey }: TableText,
  { foreignKeys = true } = {},
): string {
  const parts = columns.map((column) => (foreignKeys ? columnWithKey(column) : column.definition))
  if (primaryKey.length > 0) parts.push(`primary key (${primaryKey.map(quoteIdentifier).join(', ')})`)
  return `create table if not exists ${relationName(name).sql} (\n  ${parts.join(',\n  ')}\n)`
}

/** CREATE TABLE for a declared table. */
export function createTable(table: Source | Table, options: { readonly foreignKeys?: boolean } = {}): string {
  const columns = Object.entries(table.columns).map(([name, { shape }]) => ({
    definition: columnSql(name, shape),
    references: shape.references,
  }))
  return createTableSql({ ...table, columns }, options)
}

/** A column with its foreign key. */
export function columnWithKey({ definition, references }: TableText['columns'][number]): string {
  return references === undefined ? definition : `${definition} references ${relationName(references).sql}`
}

/** A column as it stands in CREATE TABLE, without its foreign key. */
export function columnSql(name: string, shape: ColumnShape): string {
  const parts = [quoteIdentifier(name), shape.type]
  if (shape.generated) parts.push('generated always as identity')
  if (!shape.nullable && !shape.primaryKey) parts.push('not null')
  if (shape.primaryKey) parts.push('primary key')
  if (shape.unique) parts.push('unique')
  if (shape.default !== undefined) parts.push(`default ${shape.default}`)
  return parts.join(' ')
}
