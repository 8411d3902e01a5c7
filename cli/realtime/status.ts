import type { Command } from 'commander'
import { streamStatus } from 'sightline/realtime'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { formatTable } from '../table.ts'
import { print, printJson } from '../terminal.ts'
import { requireRedisUrl, withRedisOption } from './redis-url.ts'

/** `sightline realtime status`: how far each shard is counted, and by whom. */
export function addStatusCommand(realtime: Command): void {
  const command = withRedisOption(withDatabaseOption(realtime.command('status')))
    .description('Show how far events are counted, by whom, and how many could not be.')
    .option('--json', 'print for a machine')
    .addHelpText('after', '\nExample:\n  sightline realtime status\n')
  command.action(
    async ({ json = false, ...options }: { json?: boolean; database?: string; redis?: string }) => {
      const { project } = await loadProject(command)
      const status = await streamStatus(project, {
        database: requireDatabaseUrl(options),
        redis: requireRedisUrl(options),
      })
      if (json) return printJson(status)
      const right = { align: 'right' } as const
      print(
        formatTable(
          [
            { title: 'SHARD', ...right },
            { title: 'WORKER' },
            { title: 'COUNTED', ...right },
            { title: 'PENDING', ...right },
            { title: 'LAG', ...right },
            { title: 'DEAD LETTERS', ...right },
          ],
          status.shards.map(({ shard, owner, counted, pending, lag, deadLetters }) => [
            String(shard),
            owner ?? 'nobody',
            String(counted),
            String(pending),
            `${(lag / 1000).toFixed(1)} s`,
            String(deadLetters),
          ]),
        ),
      )
      for (const { worker, host, shards, perSecond } of status.workers)
        print(
          `\n${worker} on ${host}: shards ${shards.join(', ') || 'none'}, ${perSecond.toFixed(0)} events/s`,
        )
    },
  )
}
