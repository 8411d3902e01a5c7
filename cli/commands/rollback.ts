import type { Command } from 'commander'
import { earlierRelease, releaseHistory } from 'sightline/engine'
import { allowFailingOption } from '../allow-failing-option.ts'
import { type ApplyCommandOptions, applyFromCommand } from '../apply-release.ts'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { phaseOption } from '../phase-option.ts'
import { warnOfBrokenQueries } from '../rollback-warning.ts'
import { deadlineOption, lockTimeoutOption, lockWaitOption, statementTimeoutOption } from '../wait-options.ts'

/** `sightline rollback`: applies an earlier release as it is stored in the database. */
export function rollbackCommand(program: Command): void {
  const command = withDatabaseOption(program.command('rollback'))
    .description('Go back to an earlier release, as it is stored in the database.')
    .argument('[version]', 'the version to go back to; the release before unless given')
    .addOption(phaseOption())
    .option('--yes', 'do not ask', false)
    .addOption(allowFailingOption())
    .addOption(lockTimeoutOption())
    .addOption(statementTimeoutOption())
    .addOption(deadlineOption())
    .addOption(lockWaitOption())
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline rollback --yes\n\nPanels and alerts that it breaks are named first: those that Grafana shows, where GRAFANA_URL and GRAFANA_TOKEN are set.\n',
    )
  command.action(
    async (version: string | undefined, options: ApplyCommandOptions & { database?: string }) => {
      const { project } = await loadProject(command)
      await applyFromCommand(
        requireDatabaseUrl(options),
        async (client) => {
          const expanded =
            options.phase === 'contract' ? await currentVersion(client, project.name) : undefined
          const next = await earlierRelease(client, project.name, version ?? expanded)
          await warnOfBrokenQueries(client, project, next)
          return next
        },
        options,
      )
    },
  )
}

/** What a contract without a version completes: the release that the database was expanded to. */
async function currentVersion(client: Parameters<typeof releaseHistory>[0], project: string) {
  return (await releaseHistory(client, project)).find(({ phase }) => phase !== 'started')?.version
}
