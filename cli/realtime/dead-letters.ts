import type { Command } from 'commander'
import {
  agreeOnShards,
  deadLetters,
  keyspaceOf,
  openRedis,
  openStreamPublisher,
  retryDeadLetters,
  streamCatalogue,
} from 'sightline/realtime'
import { loadProject } from '../load-project.ts'
import { formatTable } from '../table.ts'
import { print, printJson } from '../terminal.ts'
import { requireRedisUrl, withRedisOption } from './redis-url.ts'

/** `sightline realtime dead-letters`: events that could not be counted. */
export function addDeadLettersCommand(realtime: Command): void {
  const command = withRedisOption(realtime.command('dead-letters'))
    .description('Show events that could not be counted and why, or count those that can be by now.')
    .option('--retry', 'publish again what fits its definition by now')
    .option('--json', 'print for a machine')
    .addHelpText('after', '\nExample:\n  sightline realtime dead-letters --retry\n')
  command.action(
    async ({
      retry = false,
      json = false,
      ...options
    }: {
      retry?: boolean
      json?: boolean
      redis?: string
    }) => {
      const url = requireRedisUrl(options)
      const { project } = await loadProject(command)
      const name = keyspaceOf(project)
      const redis = await openRedis(url)
      try {
        const letters = await deadLetters(redis, name, await agreeOnShards(redis, name))
        if (retry) {
          const publisher = await openStreamPublisher(project, { redis: url })
          const { readers } = streamCatalogue(project)
          const retried = await retryDeadLetters(redis, name, letters, readers, publisher)
          await publisher.close()
          const answer = { retried, left: letters.length - retried }
          return json ? printJson(answer) : print(`${retried} published again, ${answer.left} left.`)
        }
        if (json) return printJson(letters)
        if (letters.length === 0) return print('No dead letters.')
        const columns = ['AT', 'SHARD', 'REASON', 'EVENT'].map((title) => ({ title }))
        print(
          formatTable(
            columns,
            letters.map(({ at, shard, reason, event }) => [
              at.toISOString().slice(0, 19),
              String(shard),
              reason,
              event,
            ]),
          ),
        )
      } finally {
        await redis.close()
      }
    },
  )
}
