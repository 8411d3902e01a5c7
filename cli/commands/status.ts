import type { Command } from 'commander'
import { buildRelease, findDrift, releaseHistory, withDatabase } from 'sightline'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { colors, print, printJson } from '../terminal.ts'

/** `sightline status`: which release is deployed, and whether it is still as it was. */
export function statusCommand(program: Command): void {
  const command = withDatabaseOption(program.command('status'))
    .description('Show which release a database has, beside the one of this checkout.')
    .option('--json', 'print for a machine', false)
    .addHelpText('after', '\nExample:\n  sightline status --database postgres://db.example.com/analytics\n')
  command.action(async (options: { database?: string; json: boolean }) => {
    const { project } = await loadProject(command)
    const { version } = buildRelease(project)
    const status = await withDatabase(requireDatabaseUrl(options), async (client) => {
      const history = await releaseHistory(client, project.name)
      const current = history.find(({ phase }) => phase !== 'started')
      const drift = await findDrift(client, project.name)
      return { checkout: version, deployed: current ?? null, last: history[0] ?? null, drift: drift.length }
    })
    if (options.json) return printJson(status)
    const { deployed, last, drift } = status
    print(`${colors.bold(project.name)}`)
    print(`  checkout  ${version}`)
    print(
      `  deployed  ${deployed ? `${deployed.version}${deployed.phase === 'expanded' ? ' (expanded)' : ''}` : 'nothing'}`,
    )
    if (last && last.id !== deployed?.id) print(`  last try  ${last.version}: ${last.result ?? 'broken off'}`)
    print(`  drift     ${drift === 0 ? 'none' : `${drift} differences; see \`sightline drift\``}`)
  })
}
