import type { ColumnShape } from '../../define/columns/column.ts'
import { partitionByText } from '../../define/partitions/partitions-sql.ts'
import type { ForeignKey, Source, Table } from '../../define/source.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { KeyText } from './desired-column.ts'

/** What CREATE TABLE has to say of a table. */
export interface TableText {
  readonly name: string
  readonly columns: readonly { readonly definition: string; readonly references?: string | undefined }[]
  readonly primaryKey: readonly string[]
  /** Other keys and checks of more than one column. */
  readonly constraints?: readonly string[] | undefined
  /** Foreign keys of more than one column, or to other columns than a primary key. */
  readonly foreignKeys?: readonly KeyText[] | undefined
  readonly partitionBy?: { readonly column: string } | undefined
}

/** CREATE TABLE, with its foreign keys to all tables but some. */
export function createTableSql(table: TableText, isThere: (table: string) => boolean = () => true): string {
  const { name, columns, primaryKey, constraints = [], partitionBy } = table
  const parts = columns.map((column) => columnWithKey(column, isThere))
  if (primaryKey.length > 0) parts.push(`primary key (${names(primaryKey)})`)
  parts.push(...constraints)
  const keys = (table.foreignKeys ?? []).filter(({ references }) => isThere(references))
  parts.push(...keys.map(({ sql }) => sql))
  const text = `create table if not exists ${relationName(name).sql} (\n  ${parts.join(',\n  ')}\n)`
  return partitionBy ? text + partitionByText(partitionBy) : text
}

/** CREATE TABLE for a declared table without its foreign keys, with the types as a database has them that may lack an extension. */
export function createTable(table: Source | Table, localType = (type: string): string => type): string {
  const columns = Object.entries(table.columns).map(([name, { shape }]) => ({
    definition: columnSql(name, shape, localType(shape.type)),
    references: plainReference(shape),
  }))
  const parts = { columns, constraints: constraintsOf(table), foreignKeys: otherKeys(table) }
  return createTableSql({ ...table, ...parts }, () => false)
}

/** A column with its foreign key, where the table is there to which it refers. */
export function columnWithKey(
  { definition, references }: TableText['columns'][number],
  isThere: (table: string) => boolean = () => true,
): string {
  if (references === undefined || !isThere(references)) return definition
  return `${definition} references ${relationName(references).sql}`
}

/** The table to whose primary key a column refers by itself. */
export const plainReference = ({ references }: ColumnShape): string | undefined =>
  references?.columns.length === 0 ? references.table : undefined

/** A column as it stands in CREATE TABLE, without its foreign key. */
export function columnSql(name: string, shape: ColumnShape, type = shape.type): string {
  const parts = [quoteIdentifier(name), type]
  if (shape.identity !== undefined) parts.push(`generated ${shape.identity} as identity`)
  if (shape.generatedAs !== undefined) parts.push(`generated always as (${shape.generatedAs}) stored`)
  if (!shape.nullable && !shape.primaryKey) parts.push('not null')
  if (shape.primaryKey) parts.push('primary key')
  if (shape.unique) parts.push('unique')
  if (shape.default !== undefined) parts.push(`default ${shape.default}`)
  if (shape.check !== undefined) parts.push(`check (${shape.check})`)
  return parts.join(' ')
}

/** The keys and checks of a table that are of several columns. */
export const constraintsOf = ({ unique, checks }: Source | Table): string[] => [
  ...unique.map((columns) => `unique (${names(columns)})`),
  ...checks.map((check) => `check (${check})`),
]

/** The foreign keys of a table that do not fit behind a column. */
export const otherKeys = (table: Source | Table): KeyText[] =>
  foreignKeysOf(table)
    .filter(({ columns, to = [] }) => columns.length > 1 || to.length > 0)
    .map(keyText)

/** Every foreign key of a table. */
export function foreignKeysOf({ columns, foreignKeys }: Source | Table): ForeignKey[] {
  const own = Object.entries(columns).flatMap(([column, { shape }]): ForeignKey[] => {
    if (shape.references === undefined) return []
    const { table, columns: to } = shape.references
    return [{ columns: [column], references: table, to }]
  })
  return [...own, ...foreignKeys.map((key) => ({ ...key, references: relationName(key.references).written }))]
}

/** A foreign key as a constraint of its table. */
export function keyText({ columns, references, to = [] }: ForeignKey): KeyText {
  const target = relationName(references).sql + (to.length > 0 ? ` (${names(to)})` : '')
  return { references, sql: `foreign key (${names(columns)}) references ${target}` }
}

const names = (columns: readonly string[]) => columns.map(quoteIdentifier).join(', ')
