import { relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { buildIntoFolder, pluralOf, readReleaseFolder } from 'sightline/engine'
import { loadProject } from '../load-project.ts'
import { colors, print, printJson } from '../terminal.ts'

interface BuildOptions {
  readonly out: string
  readonly replaces?: string
  readonly json?: boolean
}

/** `sightline build`: writes the release. */
export function buildCommand(program: Command): void {
  const command = program
    .command('build')
    .description('Write the release: SQL, dashboards, alert rules, provisioning files and a manifest.')
    .option('--out <dir>', 'the folder to write it to', 'release')
    .option(
      '--replaces <dir>',
      'the release before: alert rules and contact points that are gone are deleted by a Grafana that reads files',
    )
    .option('--json', 'print the manifest')
    .addHelpText(
      'after',
      '\nExample:\n  sightline build --out release\n  sightline build --replaces deployed --out release\n',
    )
  command.action(async ({ out, replaces, json = false }: BuildOptions) => {
    const { project } = await loadProject(command)
    const earlier = replaces === undefined ? {} : { replaces: await readReleaseFolder(replaces) }
    const { manifest, version } = await buildIntoFolder(project, out, earlier)
    if (json) return printJson(manifest)
    const kinds = new Map<string, number>()
    for (const { kind } of manifest.objects) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const counts = [...kinds].map(([kind, count]) => `${count} ${count === 1 ? kind : pluralOf(kind)}`)
    print(`${colors.bold(`${project.name} ${version}`)}  ${relative('', resolve(out)) || '.'}`)
    print(`  ${counts.join(', ')}`)
  })
}
