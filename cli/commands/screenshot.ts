import { dirname, relative } from 'node:path'
import { type Command, Option } from 'commander'
import { buildRelease, openLocalDatabase, SightlineError, takeScreenshots, timeRange } from 'sightline/engine'
import { chosenDashboards } from '../chosen-dashboards.ts'
import { exitCodes } from '../exit-codes.ts'
import { importProject, projectConfig } from '../load-project.ts'
import { numberAboveZero, positiveNumber } from '../numbers.ts'
import { freshFor, type PreviewSource, servePreview } from '../serve-preview.ts'
import { colors, Progress, print, printJson } from '../terminal.ts'

interface ScreenshotOptions {
  readonly out: string
  readonly theme: 'light' | 'dark' | 'both'
  readonly width: number
  readonly scale: number
  readonly var: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly database?: string
  readonly json: boolean
}

/** `sightline screenshot`: pictures of the dashboards. */
export function screenshotCommand(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('screenshot')
    .description('Take a picture of each dashboard with the Chromium of this machine.')
    .argument('[dashboards...]', 'uids or parts of titles; every dashboard unless given')
    .requiredOption('--out <folder>', 'the folder for the PNG files')
    .addOption(new Option('--theme <theme>', 'the colors').choices(['light', 'dark', 'both']).default('dark'))
    .option('--width <pixels>', 'how wide the page is', numberAboveZero, 1280)
    .option('--scale <factor>', 'how many pixels of the picture stand for one', positiveNumber, 1)
    .option('--var <name=value>', 'a value of a variable; may be given again', collected, [])
    .option('--from <time>', 'where the time range begins: now-30d, or a date')
    .option('--to <time>', 'where it ends')
    .option('--database <url>', 'the database to read; the embedded Postgres with sample data unless given')
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline screenshot executive --out pictures --theme both\n\nExit codes: 0 fine, 1 a panel fails, 2 failure.\n',
    )
  command.action(async (wanted: readonly string[], options: ScreenshotOptions) => {
    const config = projectConfig(command)
    const release = buildRelease(await importProject(config))
    const dashboards = chosenDashboards(release, wanted)
    const parameters = parametersOf(options)
    const progress = new Progress()
    const onStep = (step: string) => progress.step(step)
    const { database, width, scale, out, theme } = options
    const folder = { projectFolder: dirname(config.file), scale: 1, seed: 1, freshFor, onStep }
    const local = database === undefined ? await openLocalDatabase(release, folder) : undefined
    try {
      const source: PreviewSource = local ? { local } : { databaseUrl: database ?? '' }
      const { preview, stop } = await servePreview({ source, release, onStep })
      const themes = theme === 'both' ? (['light', 'dark'] as const) : [theme]
      const shown = { url: preview.url, dashboards, themes, parameters }
      const taken = await takeScreenshots({ ...shown, out, width, scale, onStep }).finally(stop)
      progress.end()
      if (taken.some(({ failed }) => failed.length > 0)) done(exitCodes.findings)
      if (options.json) return printJson(taken)
      for (const { file, failed } of taken) {
        const problem = failed.length > 0 ? `  ${colors.red(`these panels fail: ${failed.join(', ')}`)}` : ''
        print(`${relative(process.cwd(), file)}${problem}`)
      }
    } finally {
      await local?.stop()
    }
  })
}

const collected = (value: string, before: readonly string[]): string[] => [...before, value]

/** What stands in the address of the page that is pictured. */
function parametersOf({ var: variables, from, to }: ScreenshotOptions): Record<string, string> {
  const chosen = variables.map((text) => {
    const equals = text.indexOf('=')
    if (equals > 0) return [`var-${text.slice(0, equals)}`, text.slice(equals + 1)]
    throw new SightlineError({
      code: 'malformed-variable',
      what: 'This is not a value of a variable.',
      value: text,
      next: 'Write --var name=value.',
    })
  })
  const range = timeRange({ from: from ?? 'now-30y', to: to ?? 'now' }, new Date())
  if (range.from >= range.to) {
    throw new SightlineError({
      code: 'time-range-reversed',
      what: 'The time range ends before it begins.',
      value: `${from ?? 'now-30y'} to ${to ?? 'now'}`,
      next: 'Write --from now-30d --to now.',
    })
  }
  return {
    ...Object.fromEntries(chosen),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}
