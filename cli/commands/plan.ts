import { type Command, Option } from 'commander'
import {
  obstacles,
  planGrafana,
  planRelease,
  planScript,
  SightlineError,
  withDatabase,
} from 'sightline/engine'
import { allowFailingOption } from '../allow-failing-option.ts'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { exitCodes } from '../exit-codes.ts'
import { gitRevision } from '../git-revision.ts'
import { requireGrafana } from '../grafana-access.ts'
import { loadDesired, withReleaseOption } from '../load-desired.ts'
import { grafanaPlanText, planJson, planText } from '../plan-formats.ts'
import { requireNewer } from '../require-newer.ts'
import { sayWhatFailed } from '../say-what-failed.ts'
import { print, printJson, printScript } from '../terminal.ts'
import { lockTimeoutOption, statementTimeoutOption } from '../wait-options.ts'
import { endWaiting } from '../waiting-line.ts'

interface PlanCommandOptions {
  readonly database?: string
  readonly grafana?: string | true
  readonly release?: string
  readonly lockTimeout: number
  readonly statementTimeout: number
  readonly repair: boolean
  readonly allowFailingQueries: boolean
  readonly allowOlder: boolean
  readonly sql: boolean
  readonly json: boolean
}

/** `sightline plan`: what apply would do. */
export function planCommand(program: Command, done: (exitCode: number) => void): void {
  const command = withReleaseOption(withDatabaseOption(program.command('plan')))
    .description('Show what deploying this project would change, without changing anything.')
    .option(
      '--grafana [url]',
      'also what it would change in a Grafana; GRAFANA_URL without an address, and the token in GRAFANA_TOKEN',
    )
    .addOption(allowFailingOption())
    .addOption(lockTimeoutOption())
    .addOption(statementTimeoutOption())
    .option('--repair', 'also put right what was changed by hand', false)
    .option('--allow-older', 'also plan a release that is older than the deployed one', false)
    .addOption(new Option('--sql', 'print a script').default(false).conflicts('json'))
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline plan --database postgres://deploy@db.example.com/analytics\n\nExit codes: 0 can be applied, 1 something stands in the way, 2 failure.\n',
    )
  command.action(async (options: PlanCommandOptions) => {
    const release = await loadDesired(command, options)
    const { desired, folder, placeOf } = release
    const api =
      options.grafana === undefined
        ? undefined
        : requireGrafana(options.grafana === true ? {} : { grafana: options.grafana })
    const changes = api && (await planGrafana(api, release.grafana)).differences
    const planned = withDatabase(requireDatabaseUrl(options), async (client) => {
      if (!options.allowOlder)
        await requireNewer(client, desired, { folder, revision: await gitRevision(folder) })
      return planRelease(client, desired, { ...options, placeOf })
    })
    const plan = await planned.catch(async (error: unknown) => {
      if (!isMissingPrivilege(error)) throw error
      endWaiting()
      await sayWhatFailed(error, process.argv)
    })
    if (!plan) return done(exitCodes.findings)
    if (obstacles(plan).length > 0) done(exitCodes.findings)
    if (options.json) return printJson({ ...planJson(plan), ...(changes ? { grafana: changes } : {}) })
    if (options.sql) return printScript(planScript(plan).trimEnd())
    print([planText(plan), ...(changes ? ['', grafanaPlanText(changes)] : [])].join('\n'))
  })
}

/** What stands in the way as much as what a plan names, though without it nothing can be planned. */
const isMissingPrivilege = (error: unknown): boolean =>
  error instanceof SightlineError && /^missing-(?:(?:read|create|database)-)?privilege$/.test(error.code)
