import type { Command } from 'commander'
import { type DesiredState, earlierRelease, lastRollback, releaseHistory } from 'sightline/engine'
import { allowFailingOption } from '../allow-failing-option.ts'
import { type ApplyCommandOptions, applyFromCommand } from '../apply-release.ts'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { phaseOption } from '../phase-option.ts'
import { warnOfBrokenQueries } from '../rollback-warning.ts'
import { tell } from '../terminal.ts'
import { deadlineOption, lockTimeoutOption, lockWaitOption, statementTimeoutOption } from '../wait-options.ts'

type Client = Parameters<typeof releaseHistory>[0]

/** `sightline rollback`: applies an earlier release as it is stored in the database. */
export function rollbackCommand(program: Command): void {
  const command = withDatabaseOption(program.command('rollback'))
    .description('Go back to an earlier release, as it is stored in the database.')
    .argument(
      '[version]',
      'the version to go back to; unless given the release before, which it stays at when asked again',
    )
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
          if (version === undefined && expanded === undefined) await tellIfBack(client, next)
          await warnOfBrokenQueries(client, project, next)
          return next
        },
        { ...options, isRollback: true },
      )
    },
  )
}

/** A rollback that is repeated stays where it is; whoever wants to go further says how far. */
async function tellIfBack(client: Client, { project, version }: DesiredState) {
  const history = await releaseHistory(client, project)
  const back = lastRollback(history)
  if (!back) return
  const from = back.backFrom ?? 'a later release'
  tell(`${version} is what the database goes back to from ${from} already.`)
  const before = history.find((one) => one.phase === 'done' && ![from, version].includes(one.version))
  if (before) tell(`Further back: \`sightline rollback ${before.version}\`. Forward: \`sightline apply\`.`)
}

/** What a contract without a version completes: the release that the database was expanded to. */
async function currentVersion(client: Client, project: string) {
  return (await releaseHistory(client, project)).find(({ phase }) => phase !== 'started')?.version
}
