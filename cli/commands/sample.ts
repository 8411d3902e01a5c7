import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import type { Client } from 'pg'
import { fillEmptyDatabase, withDatabase } from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { numberAboveZero, positiveNumber, wholeNumber } from '../numbers.ts'
import { Progress, print, printJson } from '../terminal.ts'

interface SampleCommandOptions {
  readonly database?: string
  readonly scale: number
  readonly seed: number
  readonly jobs: number
  readonly json: boolean
}

/** `sightline sample`: makes a database of one's own look like that of the project. */
export function sampleCommand(program: Command): void {
  const command = withDatabaseOption(program.command('sample'))
    .description('Create the source tables in an empty database, and fill them with the sample.')
    .option('--scale <number>', 'how much sample data', positiveNumber, 1)
    .option('--seed <number>', 'which sample data', wholeNumber, 1)
    .option(
      '--jobs <number>',
      'how many tables to fill at the same time',
      numberAboveZero,
      Math.min(4, availableParallelism()),
    )
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nWhere a source table has rows, nothing is done.\n\nExamples:\n  sightline sample --database postgres://postgres@localhost:5433/analytics\n  sightline sample --database postgres://postgres@localhost:5433/analytics --scale 1000 --jobs 4\n',
    )
  command.action(async ({ scale, seed, jobs, json, ...options }: SampleCommandOptions) => {
    const { project } = await loadProject(command)
    const progress = new Progress()
    const onTable = (table: string, count: number) =>
      progress.step(`${table}: ${count.toLocaleString('en-US')} rows`)
    const url = requireDatabaseUrl(options)
    const rows = await withConnections(url, jobs, (client, beside) =>
      fillEmptyDatabase(client, project, { now: new Date(), scale, seed, onTable, beside }),
    )
    const seconds = progress.end()
    if (json) return printJson({ project: project.name, rows, seconds: Number(seconds) })
    print(`${project.name}: ${rows.toLocaleString('en-US')} sample rows, ${seconds} s`)
  })
}

/** Runs something with so many connections to a database, one at least. */
const withConnections = <T>(
  url: string,
  count: number,
  use: (client: Client, beside: readonly Client[]) => Promise<T>,
): Promise<T> =>
  withDatabase(url, (client) =>
    count > 1
      ? withConnections(url, count - 1, (other, others) => use(client, [other, ...others]))
      : use(client, []),
  )
