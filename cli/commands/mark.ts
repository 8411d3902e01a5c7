import type { Command } from 'commander'
import { buildRelease, desiredGrafana, markRelease } from 'sightline'
import { requireGrafana, withGrafanaOption } from '../grafana-access.ts'
import { loadProject } from '../load-project.ts'
import { print, printJson } from '../terminal.ts'

/** `sightline mark`: shows on the graphs that a release is there. */
export function markCommand(program: Command): void {
  const command = withGrafanaOption(program.command('mark'))
    .description('Mark this release on the graphs of a Grafana, once it is deployed.')
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline mark --grafana https://grafana.example.com\n\nThe token is read from GRAFANA_TOKEN; the role Editor is enough.\n',
    )
  command.action(async (options: { grafana?: string; json: boolean }) => {
    const api = requireGrafana(options)
    const { project } = await loadProject(command)
    const desired = desiredGrafana(buildRelease(project))
    const { state } = await markRelease(api, desired)
    if (options.json) return printJson({ project: desired.project, version: desired.version, state })
    const outcome = state === 'made' ? 'marked' : 'marked already'
    print(`${desired.project} ${desired.version}: ${outcome} in Grafana at ${api.address}`)
  })
}
