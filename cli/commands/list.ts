import type { Command } from 'commander'
import { buildRelease, definitionSite } from 'sightline/engine'
import { loadProject } from '../load-project.ts'
import { formatTable } from '../table.ts'
import { print, printJson } from '../terminal.ts'

/** `sightline list`: every definition. */
export function listCommand(program: Command): void {
  const command = program
    .command('list')
    .description('List every definition: its kind, its name, its grain and its file.')
    .option('--json', 'print for a machine')
    .addHelpText('after', '\nExample:\n  sightline list\n')
  command.action(async ({ json = false }: { json?: boolean }) => {
    const { project, folder } = await loadProject(command)
    buildRelease(project)
    const listed = project.definitions.map((definition) => ({
      kind: definition.kind,
      name: definition.name,
      grain: 'grain' in definition ? definition.grain : undefined,
      file: definitionSite(definition, folder),
    }))
    if (json) return printJson(listed)
    const columns = ['KIND', 'NAME', 'GRAIN', 'FILE'].map((title) => ({ title }))
    const grainText = (grain: readonly string[] | undefined) =>
      grain?.length === 0 ? 'one row' : grain?.join(', ')
    print(
      formatTable(
        columns,
        listed.map(({ kind, name, grain, file }) => [kind, name, grainText(grain) ?? '', file ?? '']),
      ),
    )
  })
}
