import type { Command } from 'commander'
import { restorePanelIds } from 'sightline/engine'
import { requireGrafana, withGrafanaOption } from '../grafana-access.ts'
import { loadDesired, withReleaseOption } from '../load-desired.ts'
import { print, printJson } from '../terminal.ts'

/** `sightline restore-ids`: gives panels back the ids that Terraform's provider loses. */
export function restoreIdsCommand(program: Command): void {
  const command = withReleaseOption(withGrafanaOption(program.command('restore-ids')))
    .description("Give panels back the ids that Terraform's provider loses when a dashboard moves.")
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline restore-ids --grafana https://grafana.example.com\n\nA dashboard that somebody edited is left as it is. The token is read from GRAFANA_TOKEN.\n',
    )
  command.action(async (options: { grafana?: string; release?: string; json: boolean }) => {
    const api = requireGrafana(options)
    const { grafana } = await loadDesired(command, options)
    const dashboards = await restorePanelIds(api, grafana)
    if (options.json) return printJson({ project: grafana.project, dashboards })
    for (const title of dashboards) print(`restored  ${title}`)
    if (dashboards.length === 0) print('No panel has lost its id.')
  })
}
