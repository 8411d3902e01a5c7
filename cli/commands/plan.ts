import { type Command, Option } from 'commander'
import { obstacles, planRelease, planScript, withDatabase } from 'sightline'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { timeout } from '../duration.ts'
import { exitCodes } from '../exit-codes.ts'
import { loadDesired, withReleaseOption } from '../load-desired.ts'
import { planJson, planText } from '../plan-formats.ts'
import { print, printJson } from '../terminal.ts'

interface PlanCommandOptions {
  readonly database?: string
  readonly release?: string
  readonly lockTimeout: number
  readonly statementTimeout: number
  readonly repair: boolean
  readonly sql: boolean
  readonly json: boolean
}

/** `sightline plan`: what apply would do. */
export function planCommand(program: Command, done: (exitCode: number) => void): void {
  const command = withReleaseOption(withDatabaseOption(program.command('plan')))
    .description('Show what deploying this project would change in a database, without changing anything.')
    .option('--lock-timeout <time>', 'how long readers may queue behind a phase', timeout, 100)
    .option('--statement-timeout <time>', 'how long one statement may take', timeout, 3_600_000)
    .option('--repair', 'also put right what was changed by hand', false)
    .addOption(new Option('--sql', 'print a script').default(false).conflicts('json'))
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline plan --database postgres://deploy@db.example.com/analytics\n\nExit codes: 0 can be applied, 1 something stands in the way, 2 failure.\n',
    )
  command.action(async (options: PlanCommandOptions) => {
    const { desired } = await loadDesired(command, options)
    const plan = await withDatabase(requireDatabaseUrl(options), (client) =>
      planRelease(client, desired, options),
    )
    if (obstacles(plan).length > 0) done(exitCodes.findings)
    if (options.json) printJson(planJson(plan))
    else print(options.sql ? planScript(plan).trimEnd() : planText(plan))
  })
}
