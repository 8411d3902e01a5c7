import type { Command } from 'commander'
import { type ImportViewsResult, importViews, withConnection } from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../../database-url.ts'
import { exitCodes } from '../../exit-codes.ts'
import { importChangeLine } from '../../import-change-line.ts'
import { colors, Progress, print, printJson } from '../../terminal.ts'

interface ImportViewsOptions {
  readonly database?: string
  readonly schema?: string[]
  readonly views?: string[]
  readonly folder: string
  readonly check?: boolean
  readonly json?: boolean
}

/** `sightline import views`: the views of a database as definitions, adopted as they are. */
export function importViewsCommand(parent: Command, done: (exitCode: number) => void): void {
  withDatabaseOption(parent.command('views'))
    .description('Write the views of a database as definitions, which the first deploy adopts as they are.')
    .option('--schema <names...>', 'only views of these schemas')
    .option('--views <names...>', 'only these views; a star stands for any letters')
    .option('--folder <path>', 'the folder of the project', '.')
    .option('--check', 'write nothing; end with 1 where the database is another than what was imported')
    .option('--json', 'print for a machine')
    .addHelpText(
      'after',
      '\nThe tables that they read come first, by `sightline import sources`.\n\nExample:\n  sightline import views --database postgres://reader@db.example.com/shop --schema public\n\nExit codes: 0 fine, 1 the database has changed (--check), 2 wrong use or a failure.\n',
    )
    .action(async (options: ImportViewsOptions) => {
      const { schema: schemas, views, folder, check = false } = options
      const progress = new Progress()
      progress.step('Reading the catalogue')
      const result = await withConnection(requireDatabaseUrl(options), (client) =>
        importViews(client, { folder, schemas, views, check }),
      ).finally(() => progress.end())
      if (check && result.changes.length > 0) done(exitCodes.findings)
      if (options.json) printJson(result)
      else tellResult(result, check)
    })
}

function tellResult(result: ImportViewsResult, check: boolean): void {
  const { isFirst, changes, files, kept, left, views, materialized } = result
  if (!isFirst || check) for (const change of changes) print(importChangeLine(change))
  for (const line of kept) print(`${colors.yellow('kept')}     ${line}`)
  for (const { name, why } of left) print(`${colors.yellow('left')}     ${name} ${why}`)
  const counts = `${counted(views, 'view')}, ${counted(materialized, 'materialized view')}`
  if (check) {
    const changed = `${counted(changes.length, 'change')}; run \`sightline import views\` to take over what changed.`
    print(changes.length === 0 ? `${counts}: as they were imported.` : changed)
  } else if (isFirst) {
    print(`${counts} in views/. List them in the config:`)
    print("  import { views } from './views/index.ts'\n  definitions: [...sources, ...views, …]")
  } else {
    const changed = changes.length === 0 ? 'nothing changed' : counted(changes.length, 'change')
    print(`${counts}: ${changed}${files.length > 0 ? `, ${counted(files.length, 'file')} written` : ''}.`)
  }
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
