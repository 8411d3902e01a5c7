import { dirname, relative } from 'node:path'
import { type Command, Option } from 'commander'
import { buildRelease, openLocalDatabase, takeScreenshots } from 'sightline'
import { chosenDashboards } from '../chosen-dashboards.ts'
import { importProject, projectConfig } from '../load-project.ts'
import { positiveNumber, wholeNumber } from '../numbers.ts'
import { type PreviewSource, servePreview } from '../serve-preview.ts'
import { Progress, print, printJson } from '../terminal.ts'

interface ScreenshotOptions {
  readonly out: string
  readonly theme: 'light' | 'dark' | 'both'
  readonly width: number
  readonly scale: number
  readonly database?: string
  readonly json: boolean
}

/** `sightline screenshot`: pictures of the dashboards. */
export function screenshotCommand(program: Command): void {
  const command = program
    .command('screenshot')
    .description('Take a picture of each dashboard with the Chromium of this machine.')
    .argument('[dashboards...]', 'uids or parts of titles; every dashboard unless given')
    .requiredOption('--out <folder>', 'the folder for the PNG files')
    .addOption(new Option('--theme <theme>', 'the colors').choices(['light', 'dark', 'both']).default('dark'))
    .option('--width <pixels>', 'how wide the page is', wholeNumber, 1280)
    .option('--scale <factor>', 'how many pixels of the picture stand for one', positiveNumber, 1)
    .option('--database <url>', 'the database to read; the embedded Postgres with sample data unless given')
    .option('--json', 'print for a machine', false)
    .addHelpText('after', '\nExample:\n  sightline screenshot executive --out pictures --theme both\n')
  command.action(async (wanted: readonly string[], options: ScreenshotOptions) => {
    const config = projectConfig(command)
    const release = buildRelease(await importProject(config))
    const dashboards = chosenDashboards(release, wanted)
    const progress = new Progress()
    const onStep = (step: string) => progress.step(step)
    const { database, width, scale, out, theme } = options
    const folder = { projectFolder: dirname(config.file), scale: 1, seed: 1, onStep }
    const local = database === undefined ? await openLocalDatabase(release, folder) : undefined
    try {
      const source: PreviewSource = local ? { local } : { databaseUrl: database ?? '' }
      const { preview, stop } = await servePreview({ source, release, onStep })
      const themes = theme === 'both' ? (['light', 'dark'] as const) : [theme]
      const taken = await takeScreenshots({ url: preview.url, dashboards, out, themes, width, scale, onStep })
      await stop()
      progress.end()
      if (options.json) return printJson(taken)
      for (const { file } of taken) print(relative(process.cwd(), file))
    } finally {
      await local?.stop()
    }
  })
}
