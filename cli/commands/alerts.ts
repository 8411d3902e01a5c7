import type { Command } from 'commander'
import type { AlertRule } from 'sightline/engine'
import {
  type Backtest,
  type BacktestOptions,
  buildRelease,
  noiseOf,
  openLocalDatabase,
  type Release,
  runBacktest,
  SightlineError,
  timeRange,
  withConnection,
} from 'sightline/engine'
import { backtestText, noiseText } from '../backtest-text.ts'
import { exitCodes } from '../exit-codes.ts'
import { loadProject } from '../load-project.ts'
import { wholeNumber } from '../numbers.ts'
import { colors, Progress, print, printJson } from '../terminal.ts'

interface AlertsOptions {
  readonly from: string
  readonly to: string
  readonly database?: string
  readonly timeout: number
  readonly most: number
  readonly json: boolean
}

/** `sightline alerts`: what the rules would have done on the rows of a database. */
export function alertsCommand(program: Command, done: (exitCode: number) => void): void {
  const alerts = program.command('alerts').description('Try the alert rules on what has been.')
  const backtest = withHistoryOptions(alerts.command('backtest'))
    .description(
      'Show when the rules would have fired, how long, with which values, and with which other limits.',
    )
    .argument('[rule]', 'only rules whose name has this in it')
    .addHelpText(
      'after',
      '\nWithout --database it is the sample of the project. Nothing is written.\n\nExample:\n  sightline alerts backtest "High Error Rate" --from now-7d --to now\n\nExit codes: 0 done, 2 failure.\n',
    )
  backtest.action(async (rule: string | undefined, options: AlertsOptions) => {
    const tests = await backtests(backtest, rule, options)
    if (options.json) return printJson(tests)
    print(tests.map(backtestText).join('\n\n\n'))
  })
  const noise = withHistoryOptions(alerts.command('noise'))
    .description('Show the rules that flap, never fire, always fire or fail.')
    .addHelpText(
      'after',
      '\nExample:\n  sightline alerts noise --from now-30d\n\nExit codes: 0 no rule flaps, always fires or fails, 1 some do, 2 failure.\n',
    )
  noise.action(async (options: AlertsOptions) => {
    const noises = (await backtests(noise, undefined, options)).map(noiseOf)
    const isLoud = noises.some(({ verdict }) => verdict !== 'fine' && verdict !== 'never fires')
    if (isLoud) done(exitCodes.findings)
    if (options.json) return printJson(noises)
    print(noiseText(noises))
    const quiet = noises.filter(({ verdict }) => verdict === 'never fires').length
    if (quiet > 0)
      print(
        colors.dim(`\nA rule that never fires may have a limit that nothing reaches: see alerts backtest.`),
      )
  })
}

function withHistoryOptions(command: Command): Command {
  return command
    .option('--from <time>', 'when it begins, as Grafana writes it: now-7d, 2026-03-01T00:00:00Z', 'now-7d')
    .option('--to <time>', 'when it ends', 'now')
    .option('--database <url>', 'the address of a database, whose rows are read; the sample unless given')
    .option('--timeout <seconds>', 'how long one evaluation may take', wholeNumber, 10)
    .option('--most <number>', 'how many evaluations of a rule are allowed', wholeNumber, 20_000)
    .option('--json', 'print for a machine', false)
}

async function backtests(
  command: Command,
  name: string | undefined,
  { from, to, database, timeout, most }: AlertsOptions,
): Promise<Backtest[]> {
  const { project, folder } = await loadProject(command)
  const release = buildRelease(project)
  const rules = chosenRules(release, name)
  const range = timeRange({ from, to }, new Date())
  const progress = new Progress()
  const options: BacktestOptions = { ...range, timeout: timeout * 1000, most }
  const run = async (client: Parameters<typeof runBacktest>[0]) => {
    const tests: Backtest[] = []
    for (const rule of rules) {
      const onProgress = (finished: number, all: number) =>
        progress.step(
          `${rule.name}: ${finished.toLocaleString('en')} of ${all.toLocaleString('en')} evaluations`,
        )
      tests.push(await runBacktest(client, release, rule, { ...options, onProgress }))
    }
    return tests
  }
  try {
    if (database !== undefined) return await withConnection(database, run)
    const onStep = (step: string) => progress.step(step)
    const local = await openLocalDatabase(release, { projectFolder: folder, scale: 1, seed: 1, onStep })
    return await run(local.client).finally(() => local.stop())
  } finally {
    progress.end()
  }
}

function chosenRules({ alerts }: Release, name = ''): readonly AlertRule[] {
  const wanted = alerts.filter((rule) => rule.name.toLowerCase().includes(name.toLowerCase()))
  if (wanted.length > 0) return wanted
  throw new SightlineError({
    code: 'unknown-name',
    what: name === '' ? 'The project has no alert rule.' : 'No alert rule has this in its name.',
    value: name,
    next:
      alerts.length > 0
        ? `Use one of ${alerts.map((rule) => rule.name).join(', ')}.`
        : 'Define one with alertRule().',
  })
}
