import type { Command } from 'commander'
import { releaseHistory, withDatabase } from 'sightline/engine'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { formatTable } from '../table.ts'
import { print, printJson } from '../terminal.ts'

/** `sightline releases`: what was deployed, when and by whom. */
export function releasesCommand(program: Command): void {
  const command = withDatabaseOption(program.command('releases'))
    .description('List what was deployed to a database: version, revision, who, when, how long, result.')
    .option('--json', 'print for a machine', false)
    .addHelpText('after', '\nExample:\n  sightline releases --database postgres://db.example.com/analytics\n')
  command.action(async (options: { database?: string; json: boolean }) => {
    const { project } = await loadProject(command)
    const history = await withDatabase(requireDatabaseUrl(options), (client) =>
      releaseHistory(client, project.name),
    )
    if (options.json) return printJson(history)
    if (history.length === 0) return print('Nothing was deployed here yet.')
    const columns = ['VERSION', 'REVISION', 'WHO', 'WHEN', 'SECONDS', 'RESULT'].map((title) => ({
      title,
      ...(title === 'SECONDS' ? { align: 'right' as const } : {}),
    }))
    const rows = history.map(({ version, gitRevision, who, startedAt, seconds, result, phase, backFrom }) => [
      version,
      gitRevision ?? '–',
      who,
      startedAt.toISOString().slice(0, 16).replace('T', ' '),
      seconds?.toFixed(1) ?? '–',
      `${result ?? `broken off (${phase})`}${backFrom === null ? '' : `, back from ${backFrom}`}`,
    ])
    print(formatTable(columns, rows))
  })
}
