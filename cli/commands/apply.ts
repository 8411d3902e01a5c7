import type { Command } from 'commander'
import { allowFailingOption } from '../allow-failing-option.ts'
import { type ApplyCommandOptions, applyFromCommand } from '../apply-release.ts'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { gitRevision } from '../git-revision.ts'
import { loadDesired, withReleaseOption } from '../load-desired.ts'
import { phaseOption } from '../phase-option.ts'
import { requireNewer } from '../require-newer.ts'
import { deadlineOption, lockTimeoutOption, lockWaitOption, statementTimeoutOption } from '../wait-options.ts'

/** `sightline apply`: deploys the project's SQL while people read it. */
export function applyCommand(program: Command): void {
  const command = withReleaseOption(withDatabaseOption(program.command('apply')))
    .description('Deploy this project to a database, without breaking a reader.')
    .addOption(phaseOption())
    .option('--repair', 'also put right what was changed by hand', false)
    .option('--allow-older', 'also deploy a release that is older than the deployed one', false)
    .option('--yes', 'do not ask', false)
    .addOption(allowFailingOption())
    .addOption(lockTimeoutOption())
    .addOption(statementTimeoutOption())
    .addOption(deadlineOption())
    .addOption(lockWaitOption())
    .option('--json', 'print for a machine', false)
    .addHelpText(
      'after',
      '\nExample:\n  sightline apply --phase expand --yes --database postgres://deploy@db.example.com/analytics\n',
    )
  command.action(
    async (options: ApplyCommandOptions & { database?: string; release?: string; allowOlder: boolean }) => {
      const { desired, folder, placeOf } = await loadDesired(command, options)
      const revision = await gitRevision(folder)
      const git = revision === undefined ? {} : { gitRevision: revision }
      await applyFromCommand(
        requireDatabaseUrl(options),
        async (client) => {
          if (!options.allowOlder) await requireNewer(client, desired, { folder, revision })
          return desired
        },
        { ...options, ...git, placeOf },
      )
    },
  )
}
