import { spawn } from 'node:child_process'
import type { Command } from 'commander'
import { buildRelease } from 'sightline/engine'
import { chosenDashboards } from '../chosen-dashboards.ts'
import { requireGrafanaUrl, withGrafanaOption } from '../grafana-access.ts'
import { loadProject } from '../load-project.ts'
import { print, printJson } from '../terminal.ts'

interface OpenOptions {
  readonly grafana?: string
  readonly print: boolean
  readonly json: boolean
}

/** `sightline open`: a dashboard in Grafana, in the browser. */
export function openCommand(program: Command): void {
  const command = withGrafanaOption(program.command('open'))
    .description('Open a dashboard in Grafana, and print its address.')
    .argument('[dashboard]', 'the uid or a part of the title; the folder of the project unless given')
    .option('--print', 'print the address only', false)
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline open operations --grafana https://grafana.example.com\n\nWithout a terminal, the address is only printed.\n',
    )
  command.action(async (dashboard: string | undefined, options: OpenOptions) => {
    const { project } = await loadProject(command)
    const address = requireGrafanaUrl(options)
    const [uid] = dashboard === undefined ? [] : chosenDashboards(buildRelease(project), [dashboard])
    const path = uid === undefined ? `/dashboards/f/${project.folder.uid}` : `/d/${uid}`
    const url = `${address}${path}`
    if (options.json) return printJson({ url })
    print(url)
    if (!options.print && process.stdout.isTTY) openInBrowser(url)
  })
}

/** The address is one argument of a program, which no shell reads. Where there is no such program, it was printed. */
function openInBrowser(url: string): void {
  const [program, ...args] = openers[process.platform] ?? ['xdg-open']
  const child = spawn(program ?? 'xdg-open', [...args, url], { stdio: 'ignore', detached: true })
  child.once('error', () => {})
  child.unref()
}

const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}
