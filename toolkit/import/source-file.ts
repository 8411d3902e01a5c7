import { RelationName } from '../sql/relation-name.ts'
import { checkBounds } from './check-bounds.ts'
import { columnCode, keysOfSeveral } from './column-code.ts'
import type { Imported, ImportedKey, ImportedTable } from './imported.ts'
import type { TypeContext } from './type-code.ts'
import { behind, importLine, key, list, literal } from './written-code.ts'

/** The file of a table. */
export function sourceFile(table: ImportedTable, imported: Imported, context: TypeContext): string {
  const { schema, name, comment, primaryKey, unique, columns } = table
  const isImported = (one: ImportedKey) =>
    imported.tables.some((other) => other.schema === one.schema && other.name === one.table)
  const columnTypes = new Set<string>()
  const types = new Set<string>()
  const lines = columns.map((column) => {
    const code = columnCode(table, column, context, isImported)
    if (!code) return `    // ${column.name}: ${column.type}, which cannot be declared\n`
    for (const one of code.imports) columnTypes.add(one)
    for (const one of code.types) types.add(one)
    return `    ${key(column.name)}: ${code.code},${behind(column.comment)}\n`
  })
  const written = new RelationName(schema, name).written
  const options = [
    `  description: ${literal(comment?.trim() || `Rows of ${written}; the database says no more of it.`)},\n`,
    ...(primaryKey.length > 1 ? [`  primaryKey: ${list(primaryKey)},\n`] : []),
    ...several('unique', unique.filter((one) => one.length > 1).map(list)),
    ...several('foreignKeys', keysOfSeveral(table).filter(isImported).map(foreignKeyCode)),
    ...leftOut(table, isImported),
  ]
  return [
    importLine(['source'], 'sightline'),
    importLine(columnTypes, 'sightline/columns'),
    importLine(types, './types.ts'),
    `\nexport const ${context.names.constant(schema, name)} = source(${literal(written)}, {\n`,
    ...options,
    '  columns: {\n',
    ...lines,
    '  },\n})\n',
  ].join('')
}

const several = (option: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`  ${option}: [\n`, ...items.map((item) => `    ${item},\n`), '  ],\n']

function foreignKeyCode({ columns, schema, table, to, toPrimaryKey }: ImportedKey): string {
  const target = literal(new RelationName(schema, table).written)
  return `{ columns: ${list(columns)}, references: ${target}${toPrimaryKey ? '' : `, to: ${list(to)}`} }`
}

/** What the sample may not keep, and what refers to tables that are not here, is told and not declared. */
function leftOut(
  { checks, foreignKeys }: ImportedTable,
  isImported: (key: ImportedKey) => boolean,
): string[] {
  const unsaid = checks.filter(
    ({ columns, sql }) => columns.length !== 1 || checkBounds(sql, columns[0] ?? '') === undefined,
  )
  return [
    ...unsaid.map(({ sql }) => `  // not declared: check ${oneLine(sql)}\n`),
    ...foreignKeys
      .filter((one) => !isImported(one))
      .map(
        ({ columns, schema, table }) =>
          `  // not declared: ${columns.join(', ')} refers to ${schema}.${table}\n`,
      ),
  ]
}

const oneLine = (sql: string) => sql.replace(/\s+/g, ' ')
