import { dirname } from 'node:path'
import type { Command } from 'commander'
import { buildRelease, openLocalDatabase } from 'sightline/engine'
import { chosenDashboards } from '../chosen-dashboards.ts'
import { importProject, projectConfig } from '../load-project.ts'
import { previewPort, withPreviewPort } from '../preview-port.ts'
import { freshFor, type PreviewSource, servePreview } from '../serve-preview.ts'
import { colors, Progress, print, tell, untilInterrupted } from '../terminal.ts'

interface PreviewOptions {
  readonly database?: string
  readonly watch: boolean
  readonly port?: number
}

/** `sightline preview`: the dashboards in a browser, without Grafana. */
export function previewCommand(program: Command): void {
  const command = withPreviewPort(program.command('preview'))
    .description('Show the dashboards and alerts of the release in a browser, on real data, without Grafana.')
    .argument('[dashboard]', 'the uid or a part of the title of the dashboard to begin with')
    .option('--database <url>', 'the database to read; the embedded Postgres with sample data unless given')
    .option('--watch', 'show what is saved at once', true)
    .option('--no-watch', 'keep showing the release as it is now')
    .addHelpText(
      'after',
      '\nExample:\n  sightline preview operations\n\nIt listens on 127.0.0.1 only, and only reads.\n',
    )
  command.action(async (dashboard: string | undefined, options: PreviewOptions) => {
    const config = projectConfig(command)
    const release = buildRelease(await importProject(config))
    const [first] = dashboard === undefined ? [] : chosenDashboards(release, [dashboard])
    const path = first === undefined ? '' : `/d/${first}`
    const progress = new Progress()
    const onStep = (step: string) => progress.step(step)
    const projectFolder = dirname(config.file)
    const local =
      options.database === undefined
        ? await openLocalDatabase(release, { projectFolder, scale: 1, seed: 1, freshFor, onStep })
        : undefined
    try {
      const source: PreviewSource = local ? { local } : { databaseUrl: options.database ?? '' }
      const watch = options.watch ? { watch: config } : {}
      const port = await previewPort(options)
      const onSaved = (words: string) => tell(words)
      const { preview, stop } = await servePreview({ source, release, port, onStep, onSaved, ...watch })
      progress.end()
      print(`${colors.bold(`${preview.url}${path}`)}\nThe preview stays up until Ctrl-C.`)
      await untilInterrupted()
      await stop()
    } finally {
      await local?.stop()
    }
  })
}
