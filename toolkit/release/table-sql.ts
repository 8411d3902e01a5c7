import type { ColumnShape } from '../define/column.ts'
import type { Source, Table } from '../define/source.ts'
import { qualify, quoteIdentifier, quoteName } from '../sql/identifier.ts'
import { relationComments } from './comments.ts'

/** CREATE TABLE for a declared table, with its foreign keys unless they are added when all tables are there. */
export function createTable(table: Source | Table, { foreignKeys = true } = {}): string {
  const columns = Object.entries(table.columns).map(([name, { shape }]) =>
    columnSql(name, foreignKeys ? shape : { ...shape, references: undefined }),
  )
  if (table.primaryKey.length > 0) {
    columns.push(`primary key (${table.primaryKey.map(quoteIdentifier).join(', ')})`)
  }
  return `create table if not exists ${quoteName(qualify(table.name))} (\n  ${columns.join(',\n  ')}\n)`
}

/** The statements that create a table of the release. */
export function tableStatements(table: Table): string[] {
  return [createTable(table), ...relationComments('table', table.name, table.description, {})]
}

/** A column as it stands in CREATE TABLE. */
export function columnSql(name: string, shape: ColumnShape): string {
  const parts = [quoteIdentifier(name), shape.type]
  if (shape.generated) parts.push('generated always as identity')
  if (!shape.nullable && !shape.primaryKey) parts.push('not null')
  if (shape.primaryKey) parts.push('primary key')
  if (shape.unique) parts.push('unique')
  if (shape.default !== undefined) parts.push(`default ${shape.default}`)
  if (shape.references !== undefined) parts.push(`references ${quoteName(shape.references)}`)
  return parts.join(' ')
}
