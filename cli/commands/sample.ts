import type { Command } from 'commander'
import { fillEmptyDatabase, withDatabase } from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { positiveNumber, wholeNumber } from '../numbers.ts'
import { Progress, print, printJson } from '../terminal.ts'

interface SampleCommandOptions {
  readonly database?: string
  readonly scale: number
  readonly seed: number
  readonly json: boolean
}

/** `sightline sample`: makes a database of one's own look like that of the project. */
export function sampleCommand(program: Command): void {
  const command = withDatabaseOption(program.command('sample'))
    .description('Create the source tables in an empty database, and fill them with the sample.')
    .option('--scale <number>', 'how much sample data', positiveNumber, 1)
    .option('--seed <number>', 'which sample data', wholeNumber, 1)
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nWhere a source table has rows, nothing is done.\n\nExample:\n  sightline sample --database postgres://postgres@localhost:5433/analytics\n',
    )
  command.action(async ({ scale, seed, json, ...options }: SampleCommandOptions) => {
    const { project } = await loadProject(command)
    const progress = new Progress()
    const onTable = (table: string, count: number) =>
      progress.step(`${table}: ${count.toLocaleString('en-US')} rows`)
    const rows = await withDatabase(requireDatabaseUrl(options), (client) =>
      fillEmptyDatabase(client, project, { now: new Date(), scale, seed, onTable }),
    )
    const seconds = progress.end()
    if (json) return printJson({ project: project.name, rows, seconds: Number(seconds) })
    print(`${project.name}: ${rows.toLocaleString('en-US')} sample rows, ${seconds} s`)
  })
}
