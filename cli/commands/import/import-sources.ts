import type { Command } from 'commander'
import { type ImportResult, importSources, withConnection } from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../../database-url.ts'
import { exitCodes } from '../../exit-codes.ts'
import { importChangeLine } from '../../import-change-line.ts'
import { colors, Progress, print, printJson } from '../../terminal.ts'

interface ImportSourcesOptions {
  readonly database?: string
  readonly schema?: string[]
  readonly tables?: string[]
  readonly timeZone?: string
  readonly folder: string
  readonly check?: boolean
  readonly json?: boolean
}

/** `sightline import sources`: the tables of a database as sources, with a sample that is guessed. */
export function importSourcesCommand(parent: Command, done: (exitCode: number) => void): void {
  withDatabaseOption(parent.command('sources'))
    .description(
      'Write the tables of a database as sources, with rows for the sample guessed from statistics.',
    )
    .option('--schema <names...>', 'only tables of these schemas')
    .option('--tables <names...>', 'only these tables; a star stands for any letters')
    .option('--time-zone <zone>', 'the zone in which timestamps without one are read')
    .option('--folder <path>', 'the folder of the project', '.')
    .option('--check', 'write nothing; end with 1 where the database is another than what was imported')
    .option('--json', 'print for a machine')
    .addHelpText(
      'after',
      '\nNo row is read. Run again, it brings what changed into the files and keeps what was edited by hand.\n\nExample:\n  sightline import sources --database postgres://reader@db.example.com/shop --schema public --time-zone Europe/Oslo\n\nExit codes: 0 fine, 1 the database has changed (--check), 2 wrong use or a failure.\n',
    )
    .action(async (options: ImportSourcesOptions) => {
      const { schema: schemas, tables, timeZone, folder, check = false } = options
      const progress = new Progress()
      progress.step('Reading the catalogue')
      const result = await withConnection(requireDatabaseUrl(options), (client) =>
        importSources(client, { folder, schemas, tables, timeZone, check }),
      ).finally(() => progress.end())
      if (check && result.changes.length > 0) done(exitCodes.findings)
      const { imported: _, ...told } = result
      if (options.json) printJson(told)
      else tellResult(result, check)
    })
}

function tellResult(result: ImportResult, check: boolean): void {
  const { isFirst, changes, files, kept, tables, types } = result
  if (!isFirst || check) for (const change of changes) print(importChangeLine(change))
  for (const line of kept) print(`${colors.yellow('kept')}     ${line}`)
  const counts = `${counted(tables, 'table')}, ${counted(types, 'type')}`
  if (check) {
    const changed = `${counted(changes.length, 'change')}; run \`sightline import sources\` to take over what changed.`
    print(changes.length === 0 ? `${counts}: as they were imported.` : `\n${changed}`)
    return
  }
  print(
    isFirst
      ? `${counts} in sources/, and their rows in sample/.`
      : `${changes.length > 0 ? '\n' : ''}${counts}: ${changes.length === 0 ? 'nothing changed' : `${counted(changes.length, 'change')}, ${counted(files.length, 'file')} written`}.`,
  )
  tellGuesses(result)
}

function tellGuesses({ isFirst, withoutStatistics, wallClocks, timeZone }: ImportResult): void {
  if (!isFirst) return
  if (wallClocks > 0)
    print(
      `${counted(wallClocks, 'timestamp')} without time zone ${wallClocks === 1 ? 'is' : 'are'} read in ${timeZone}; --time-zone names another.`,
    )
  if (withoutStatistics.length > 0)
    print(
      `${counted(withoutStatistics.length, 'table')} without statistics; ANALYZE gives the sample something to guess from.`,
    )
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
