import type { Command } from 'commander'
import { type MarkedRelease, markRelease, markTags, SightlineError } from 'sightline/engine'
import { requireGrafana, withGrafanaOption } from '../grafana-access.ts'
import { loadDesired, withReleaseOption } from '../load-desired.ts'
import { print, printJson } from '../terminal.ts'

interface MarkOptions {
  readonly grafana?: string
  readonly release?: string
  readonly project?: string
  readonly folder?: string
  readonly deployed?: string
  readonly json: boolean
}

/** `sightline mark`: shows on the graphs that a release is there. */
export function markCommand(program: Command): void {
  const command = withReleaseOption(withGrafanaOption(program.command('mark')))
    .description('Mark this release on the graphs of a Grafana, once it is deployed.')
    .option('--deployed <version>', 'the version that was deployed, in place of this project')
    .option('--project <name>', 'the project that was deployed; only with --deployed')
    .option('--folder <uid>', 'the uid of its folder in Grafana; only with --deployed')
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline mark --grafana https://grafana.example.com\n\nThe token is read from GRAFANA_TOKEN; the role Editor is enough.\n',
    )
  command.action(async (options: MarkOptions) => {
    const api = requireGrafana(options)
    const release = deployedRelease(options) ?? (await loadDesired(command, options)).grafana
    const { project, version } = release
    const { state } = await markRelease(api, release)
    if (options.json) return printJson({ project, version, state })
    print(
      `${project} ${version}: ${state === 'made' ? 'marked' : 'marked already'} in Grafana at ${api.address}`,
    )
  })
}

/** What is said of a release on the command line, so that its config need not be there. */
function deployedRelease({ project, folder, deployed }: MarkOptions): MarkedRelease | undefined {
  if (project === undefined && folder === undefined && deployed === undefined) return undefined
  if (project === undefined || folder === undefined || deployed === undefined) {
    throw new SightlineError({
      code: 'incomplete-options',
      what: 'Only a part of the deployed release is named.',
      next: 'Give --deployed VERSION, --project NAME and --folder UID, or none of them.',
    })
  }
  return { project, version: deployed, markTags: markTags({ name: project, folder: { uid: folder } }) }
}
