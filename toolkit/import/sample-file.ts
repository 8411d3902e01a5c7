import type { GivenNames } from './given-names.ts'
import { type GuessContext, guessKeys, referenceCode } from './guess-key.ts'
import { guessValue } from './guess-value.ts'
import type { Imported, ImportedKey, ImportedTable } from './imported.ts'
import { type TypeContext, typeCode } from './type-code.ts'
import { importLine, key } from './written-code.ts'

/** The file that makes the rows of a table. */
export function sampleFile(table: ImportedTable, imported: Imported, context: TypeContext): string {
  const { names } = context
  const constant = names.constant(table.schema, table.name)
  const guessing = guessContext(imported, names)
  const keys = guessKeys(table, guessing)
  const lines = table.columns.flatMap((column) => {
    if (column.generated !== null || !typeCode(column, context)) return []
    const ofKey = keys.columns.get(column.name)
    const reference = table.foreignKeys.find(
      (one) => one.columns.includes(column.name) && guessing.isImported(one),
    )
    const made =
      ofKey ??
      (reference ? referenceCode(reference, column.name, guessing) : undefined) ??
      (column.identity === '' ? guessValue(table, column, imported.types) : 'serial()')
    const nulls = column.notNull || ofKey ? 0 : (column.statistics?.nullShare ?? 0.1)
    return [`  ${key(column.name)}: ${nulls > 0 ? `orNull(${shareText(nulls)}, ${made})` : made},\n`]
  })
  const code = lines.join('')
  const used = makers.filter((maker) => new RegExp(`\\b${maker}\\(`).test(code))
  const others = imported.tables.filter((other) => {
    const name = names.constant(other.schema, other.name)
    return other !== table && new RegExp(`[([ ]${name}[,\\]]`).test(code)
  })
  const files = [table, ...others].map(({ schema, name }) => ({
    file: names.file(schema, name),
    constant: names.constant(schema, name),
  }))
  return [
    importLine(['madeRows', ...used], 'sightline/sample'),
    ...files
      .sort((a, b) => (a.file < b.file ? -1 : 1))
      .map((one) => importLine([one.constant], `../sources/${one.file}.ts`)),
    `\nexport const ${constant}Rows = madeRows(${constant}, ${rowsOf(table, guessing)}, {\n`,
    code,
    '})\n',
  ].join('')
}

const makers = [
  'always',
  'bytes',
  'codes',
  'daysBack',
  'each',
  'emails',
  'inTurn',
  'keyOf',
  'lists',
  'numbers',
  'oneOf',
  'orNull',
  'recent',
  'recentDays',
  'serial',
  'uuids',
  'within',
  'words',
  'yesNo',
]

const shareText = (share: number) => String(Number(Math.min(0.95, share).toFixed(2)) || 0.01)

function guessContext({ tables, types }: Imported, names: GivenNames): GuessContext {
  const find = (one: ImportedKey) =>
    tables.find(({ schema, name }) => schema === one.schema && name === one.table)
  const context: GuessContext = {
    types,
    constantOf: ({ schema, table }) => names.constant(schema, table),
    isImported: (one) => find(one) !== undefined,
    rowsOf(one) {
      const table = find(one)
      return table ? rowsOf(table, context) : 1
    },
  }
  return context
}

const asked = new Set<ImportedTable>()

/** How many rows a table gets: what it has where that is little, and never more than its keys allow. */
function rowsOf(table: ImportedTable, context: GuessContext): number {
  const { rows } = table
  const wanted = rows < 0 ? 100 : rows === 0 ? 20 : rows <= 1000 ? rows : 1000 * (1 + Math.log10(rows / 1000))
  if (asked.has(table)) return Math.round(Math.min(5000, wanted))
  asked.add(table)
  const { most } = guessKeys(table, context)
  asked.delete(table)
  return Math.max(1, Math.round(Math.min(5000, wanted, most)))
}
