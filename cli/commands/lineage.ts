import type { Command } from 'commander'
import {
  affectedMermaid,
  buildLineage,
  buildRelease,
  type Direction,
  LineageGraph,
  SightlineError,
  withScratchDatabase,
} from 'sightline/engine'
import { compareFromCommand } from '../compare-from-command.ts'
import { lineageJson, lineageMermaid, lineageText, resolveSubject } from '../lineage-formats.ts'
import { loadProject } from '../load-project.ts'
import { Progress, print, printJson, tell } from '../terminal.ts'

interface LineageOptions {
  readonly upstream?: boolean
  readonly downstream?: boolean
  readonly format: string
  readonly json: boolean
  readonly changed?: string
}

const formats = { text: lineageText, json: lineageJson, mermaid: lineageMermaid }

/** `sightline lineage`: what reads what. */
export function lineageCommand(program: Command): void {
  const command = program
    .command('lineage')
    .description('Show what something reads and what reads it, down to columns, as Postgres tells it.')
    .argument('[subject]', 'a name, table.column or dashboard/panel; everything unless given')
    .option('--upstream', 'only what it reads')
    .option('--downstream', 'only what reads it')
    .option(
      '--changed <base>',
      'only what changes since a revision or a release folder, and what that reaches',
    )
    .option('--format <format>', 'text, json or mermaid; mermaid with --changed', 'text')
    .option('--json', 'the same as --format json', false)
    .addHelpText('after', '\nExample:\n  sightline lineage videos.views --downstream\n')
  command.action(async (subject: string | undefined, options: LineageOptions) => {
    const format = options.json ? 'json' : options.format
    if (format !== 'text' && format !== 'json' && format !== 'mermaid') {
      throw new SightlineError({
        code: 'unknown-option-value',
        what: 'There is no such format.',
        value: format,
        next: 'Use text, json or mermaid.',
      })
    }
    if (options.changed !== undefined) {
      if (subject !== undefined || options.upstream || options.downstream) throw onlyOne()
      const isChosen = options.json || command.getOptionValueSource('format') !== 'default'
      return printChanged(command, options.changed, isChosen ? format : 'mermaid')
    }
    const { project, folder } = await loadProject(command)
    const release = buildRelease(project)
    const progress = new Progress()
    progress.step('Asking Postgres')
    const graph = await withScratchDatabase(release, { projectFolder: folder }, (client) =>
      buildLineage(client, release),
    )
    progress.end()
    for (const { name, reason } of graph.unread) {
      tell(`warning Postgres refuses the query of ${name}, so what it reads is not known: ${reason}`)
    }
    const both: Direction[] = ['upstream', 'downstream']
    const directions = both.filter(
      (direction) => options[direction] || !(options.upstream || options.downstream),
    )
    print(formats[format](graph, resolveSubject(graph, subject), directions))
  })
}

const onlyOne = () =>
  new SightlineError({
    code: 'conflicting-options',
    what: '--changed shows everything that changes, and takes no subject and no direction beside it.',
    next: 'Leave out one of them.',
  })

async function printChanged(command: Command, base: string, format: keyof typeof formats): Promise<void> {
  const { affected } = await compareFromCommand(command, { base, head: undefined })
  if (format === 'json') return printJson(affected)
  if (format === 'mermaid') return print(affectedMermaid(affected))
  const { nodes, edges } = affected
  print(lineageText(new LineageGraph(nodes, edges, new Map(), []), undefined, ['upstream']))
}
