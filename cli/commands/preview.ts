import type { Command } from 'commander'
import { buildRelease } from 'sightline/engine'
import { chosenDashboards } from '../chosen-dashboards.ts'
import { withJsonLines } from '../json-lines-option.ts'
import { importProject, projectConfig } from '../load-project.ts'
import { previewPort, withPreviewPort } from '../preview-port.ts'
import { showPreview } from '../show-preview.ts'

interface PreviewOptions {
  readonly database?: string
  readonly watch: boolean
  readonly port?: number
  readonly json: boolean
}

/** `sightline preview`: the dashboards in a browser, without Grafana. */
export function previewCommand(program: Command): void {
  const command = withJsonLines(withPreviewPort(program.command('preview')))
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
    const { database, watch, json } = options
    await showPreview({ config, release, database, watch, json, port: await previewPort(options), path })
  })
}
