import { dirname } from 'node:path'
import type { Command } from 'commander'
import { buildRelease, openLocalDatabase } from 'sightline/engine'
import { DevSession } from '../dev-session.ts'
import { requireGrafana, withGrafanaOption } from '../grafana-access.ts'
import { withJsonLines } from '../json-lines-option.ts'
import { importProject, projectConfig } from '../load-project.ts'
import { previewPort, withPreviewPort } from '../preview-port.ts'
import { freshFor, servePreview } from '../serve-preview.ts'
import { Progress, untilInterrupted } from '../terminal.ts'

interface DevCommandOptions {
  readonly grafana?: string
  readonly port?: number
  readonly json: boolean
}

/** `sightline dev`: shows, pushes and checks a project while somebody works on it. */
export function devCommand(program: Command): void {
  const command = withJsonLines(withGrafanaOption(withPreviewPort(program.command('dev'))))
    .description('Show the dashboards, push them to your Grafana, and check them, after each save.')
    .addHelpText(
      'after',
      '\nExample:\n  GRAFANA_URL=http://localhost:3000 GRAFANA_TOKEN=admin:admin sightline dev\n\nWithout GRAFANA_URL nothing is pushed. The last line says how things stand, until Ctrl-C.\n',
    )
  command.action(async (options: DevCommandOptions) => {
    const config = projectConfig(command)
    const isPushed = (options.grafana ?? process.env.GRAFANA_URL ?? '') !== ''
    const grafana = isPushed ? requireGrafana(options) : undefined
    const release = buildRelease(await importProject(config))
    const progress = new Progress()
    const onStep = (step: string) => progress.step(step)
    const projectFolder = dirname(config.file)
    const local = await openLocalDatabase(release, { projectFolder, scale: 1, seed: 1, freshFor, onStep })
    try {
      const port = await previewPort(options)
      let session: DevSession | undefined
      const { preview, stop } = await servePreview({
        source: { local },
        release,
        port,
        onStep,
        watch: config,
        onShown: (changed) => session?.shown(changed),
        onProblem: (problem) => session?.failed(problem),
      })
      progress.end()
      session = new DevSession({ url: preview.url, projectFolder, grafana, json: options.json })
      session.shown(release)
      await untilInterrupted()
      await stop()
      await session.stop()
    } finally {
      await local.stop()
    }
  })
}
