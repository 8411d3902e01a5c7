import type { Command } from 'commander'
import { type GrafanaApi, grafanaStatus, SightlineError } from 'sightline/engine'
import { databaseStatus } from '../database-status.ts'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { exitCodes } from '../exit-codes.ts'
import { requireGrafana, withGrafanaOption } from '../grafana-access.ts'
import { loadDesired, withReleaseOption } from '../load-desired.ts'
import { isInStep, statusText } from '../status-text.ts'
import { Progress, print, printJson } from '../terminal.ts'

interface StatusOptions {
  readonly database?: string
  readonly grafana?: string
  readonly release?: string
  readonly json: boolean
}

/** `sightline status`: which release each side runs, and whether it is still as it was. */
export function statusCommand(program: Command, done: (exitCode: number) => void): void {
  const command = withReleaseOption(withGrafanaOption(withDatabaseOption(program.command('status'))))
    .description('Show which release the database and Grafana run, and what differs from this checkout.')
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline status --database postgres://db.example.com/analytics --grafana https://grafana.example.com\n\nWithout --database and --grafana, DATABASE_URL and GRAFANA_URL say what to look at.\nExit codes: 0 in step with this checkout, 1 not in step, 2 failure.\n',
    )
  command.action(async (options: StatusOptions) => {
    const { url, api } = sides(options)
    const { desired, grafana: wanted } = await loadDesired(command, options)
    const { project, version: checkout } = desired
    const progress = new Progress()
    if (!options.json) progress.step('Comparing with what runs')
    const [database, grafana] = await Promise.all([
      url === undefined ? null : databaseStatus(url, project),
      api === undefined ? null : grafanaStatus(api, wanted),
    ]).finally(() => progress.end())
    const status = { project, checkout, database, grafana }
    const inStep = isInStep(status)
    if (!inStep) done(exitCodes.findings)
    if (options.json) return printJson({ ...status, inStep })
    print(statusText(status))
  })
}

/** What is named on the command line, or else what the environment names. */
function sides({ database, grafana }: StatusOptions): { url?: string; api?: GrafanaApi } {
  const named = database !== undefined || grafana !== undefined
  const url = named ? database : process.env.DATABASE_URL
  const address = named ? grafana : process.env.GRAFANA_URL
  if (!url && !address) {
    throw new SightlineError({
      code: 'nothing-to-connect-to',
      what: 'Neither a database nor a Grafana is named.',
      next: 'Give --database postgres://user@host:5432/database or --grafana https://grafana.example.com, or both.',
    })
  }
  return {
    ...(url ? { url: requireDatabaseUrl({ database: url }) } : {}),
    ...(address ? { api: requireGrafana({ grafana: address }) } : {}),
  }
}
