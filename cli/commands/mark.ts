import { type Command, Option } from 'commander'
import {
  type GrafanaApi,
  type MarkedRelease,
  markRelease,
  markTags,
  type ProjectInGrafana,
  removeMarks,
  SightlineError,
} from 'sightline/engine'
import { ask, requireSomebodyToAsk } from '../confirm.ts'
import { requireGrafana, withGrafanaOption } from '../grafana-access.ts'
import { loadDesired, withReleaseOption } from '../load-desired.ts'
import { print, printJson } from '../terminal.ts'

interface MarkOptions {
  readonly grafana?: string
  readonly release?: string
  readonly project?: string
  readonly folder?: string
  readonly deployed?: string
  readonly remove: boolean
  readonly yes: boolean
  readonly json: boolean
}

/** `sightline mark`: shows on the graphs that a release is there, or takes all marks away. */
export function markCommand(program: Command): void {
  const command = withReleaseOption(withGrafanaOption(program.command('mark')))
    .description('Mark this release on the graphs of a Grafana, once it is deployed.')
    .option('--deployed <version>', 'the version that was deployed, in place of this project')
    .option('--project <name>', 'the project that was deployed; only with --deployed or --remove')
    .option('--folder <uid>', 'the uid of its folder in Grafana; only with --deployed or --remove')
    .addOption(
      new Option('--remove', 'take the marks of all releases of the project away')
        .default(false)
        .conflicts('deployed'),
    )
    .option('--yes', 'do not ask before they are taken away', false)
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline mark --grafana https://grafana.example.com\n\nThe token is read from GRAFANA_TOKEN; the role Editor is enough.\n',
    )
  command.action(async (options: MarkOptions) => {
    const api = requireGrafana(options)
    if (options.remove) return remove(api, command, options)
    const release = deployedRelease(options) ?? (await loadDesired(command, options)).grafana
    const { project, version } = release
    const { state } = await markRelease(api, release)
    if (options.json) return printJson({ project, version, state })
    print(
      `${project} ${version}: ${state === 'made' ? 'marked' : 'marked already'} in Grafana at ${api.address}`,
    )
  })
}

async function remove(api: GrafanaApi, command: Command, options: MarkOptions): Promise<void> {
  requireSomebodyToAsk(options, 'Run it on a terminal, or add --yes.')
  const project = namedProject(options) ?? (await projectOf(command, options))
  const sure = options.yes || (await ask(`Take the marks of ${project.name} away in ${api.address}?`))
  const removed = sure ? await removeMarks(api, project) : 0
  if (options.json) return printJson({ project: project.name, removed })
  print(
    `${project.name}: ${removed} ${removed === 1 ? 'mark' : 'marks'} removed in Grafana at ${api.address}`,
  )
}

async function projectOf(command: Command, options: MarkOptions): Promise<ProjectInGrafana> {
  const { grafana } = await loadDesired(command, options)
  return { name: grafana.project, folder: grafana.folder }
}

/** What is said of a release on the command line, so that its config need not be there. */
function deployedRelease(options: MarkOptions): MarkedRelease | undefined {
  const project = namedProject(options)
  const { deployed } = options
  if (project === undefined && deployed === undefined) return undefined
  if (project === undefined || deployed === undefined) throw incomplete()
  return { project: project.name, version: deployed, markTags: markTags(project) }
}

function namedProject({ project: name, folder: uid }: MarkOptions): ProjectInGrafana | undefined {
  if (name === undefined && uid === undefined) return undefined
  if (name === undefined || uid === undefined) throw incomplete()
  return { name, folder: { uid } }
}

const incomplete = () =>
  new SightlineError({
    code: 'incomplete-options',
    what: 'Only a part of the deployed release is named.',
    next: 'Give --deployed VERSION (or --remove), --project NAME and --folder UID, or none of them.',
  })
