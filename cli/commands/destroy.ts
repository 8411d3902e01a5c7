import type { Command } from 'commander'
import { type DestroyOptions, destroyProject, withDatabase } from 'sightline/engine'
import { ask, requireSomebodyToAsk } from '../confirm.ts'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { colors, Progress, print, printJson, tell } from '../terminal.ts'
import { deadlineOption, lockTimeoutOption, lockWaitOption } from '../wait-options.ts'

interface DestroyCommandOptions extends Pick<DestroyOptions, 'lockTimeout' | 'deadline' | 'lockWait'> {
  readonly database?: string
  readonly project?: string
  readonly yes: boolean
  readonly json: boolean
}

/** `sightline destroy`: removes what releases of this project made in a database. */
export function destroyCommand(program: Command): void {
  const command = withDatabaseOption(program.command('destroy'))
    .description('Remove everything that this project made in a database, and nothing else.')
    .option('--project <name>', 'a project that was deployed, in place of the one in this folder')
    .option('--yes', 'do not ask', false)
    .addOption(lockTimeoutOption())
    .addOption(deadlineOption())
    .addOption(lockWaitOption())
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nTables of the project are dropped with their rows; source tables stay as they are.\n\nExample:\n  sightline destroy --database postgres://deploy@db.example.com/analytics\n',
    )
  command.action(async (options: DestroyCommandOptions) => {
    const { yes, json } = options
    requireSomebodyToAsk({ yes }, 'Run it on a terminal to see what would be dropped, or add --yes.')
    const name = options.project ?? (await loadProject(command)).project.name
    const progress = new Progress()
    const result = await withDatabase(requireDatabaseUrl(options), (client) =>
      destroyProject(client, name, {
        ...options,
        onStep: (step) => progress.step(step),
        confirm: async (names) => {
          if (yes) return true
          progress.end()
          const show = json ? tell : print
          show(names.map((each) => `  drop ${each}`).join('\n'))
          return ask(`Drop these ${names.length} objects?`)
        },
      }),
    )
    const seconds = progress.end()
    if (json) return printJson(result)
    const { outcome, dropped, kept } = result
    print(`${colors.bold(name)}: ${outcome}, ${dropped.length} objects, ${seconds} s`)
    for (const { object, why } of kept) print(`  ${colors.yellow('kept')}  ${object}: ${why}`)
  })
}
