import { namesOf } from './given-names.ts'
import type { Imported } from './imported.ts'
import { sampleFile } from './sample-file.ts'
import { sourceFile } from './source-file.ts'
import { typesFile } from './types-file.ts'
import { importLine } from './written-code.ts'

/** Where the tables of a database stand in a project, as texts by their paths. */
export function projectFiles(imported: Imported): Map<string, string> {
  const names = namesOf(imported)
  const context = { names, types: imported.types, timeZone: imported.timeZone }
  const files = new Map<string, string>()
  const types = typesFile(context)
  if (types !== undefined) files.set('sources/types.ts', types)
  for (const table of imported.tables) {
    const file = names.file(table.schema, table.name)
    files.set(`sources/${file}.ts`, sourceFile(table, imported, context))
    files.set(`sample/${file}.ts`, sampleFile(table, imported, context))
  }
  const listed = imported.tables
    .map(({ schema, name }) => ({ file: names.file(schema, name), constant: names.constant(schema, name) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
  const lines = (ending: string) => listed.map(({ constant }) => `  ${constant}${ending},\n`).join('')
  files.set(
    'sources/index.ts',
    [
      ...listed.map(({ file, constant }) => importLine([constant], `./${file}.ts`)),
      `\n/** The tables of the database. */\nexport const sources = [\n${lines('')}]\n`,
    ].join(''),
  )
  files.set(
    'sample/index.ts',
    [
      importLine(['madeSample'], 'sightline/sample'),
      ...listed.map(({ file, constant }) => importLine([`${constant}Rows`], `./${file}.ts`)),
      `\n/** Rows like those of the database; none of them was read. */\nexport const sample = madeSample([\n${lines('Rows')}])\n`,
    ].join(''),
  )
  return files
}
