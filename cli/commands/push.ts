import type { Command } from 'commander'
import { buildRelease, desiredGrafana } from 'sightline/engine'
import { requireGrafana, withGrafanaOption } from '../grafana-access.ts'
import { loadProject, projectConfig } from '../load-project.ts'
import { pushOnce } from '../push-once.ts'
import { watchPush } from '../watch-push.ts'

interface PushCommandOptions {
  readonly grafana?: string
  readonly watch: boolean
  readonly secrets: boolean
  readonly json: boolean
}

/** `sightline push`: brings the definitions to a Grafana for development. */
export function pushCommand(program: Command): void {
  const command = withGrafanaOption(program.command('push'))
    .description('Bring dashboards and alerts to a Grafana for development, and again after each save.')
    .option('--watch', 'push again whenever a file is saved, until Ctrl-C', false)
    .option('--secrets', 'send the secrets of contact points again, after one has changed', false)
    .option('--json', 'print for a machine; with --watch, a line for each push', false)
    .addHelpText(
      'after',
      '\nExample:\n  GRAFANA_TOKEN=admin:admin sightline push --watch --grafana http://localhost:3000\n\nOnly what differs is sent. Secrets of contact points are read from the environment.\n',
    )
  command.action(async (options: PushCommandOptions) => {
    const api = requireGrafana(options)
    const { watch, secrets, json } = options
    if (watch) return watchPush(api, projectConfig(command), { secrets, json })
    const since = performance.now()
    const { project } = await loadProject(command)
    await pushOnce(
      api,
      desiredGrafana(buildRelease(project)),
      { secrets },
      {
        json,
        watching: false,
        again: false,
        since,
      },
    )
  })
}
