import { type Command, InvalidArgumentError } from 'commander'
import { replay } from 'sightline/realtime'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { loadProject } from '../load-project.ts'
import { Progress, printJson, tell } from '../terminal.ts'
import { requireRedisUrl, withRedisOption } from './redis-url.ts'

/** `sightline realtime replay`: counts the roll-ups of a stretch of time again. */
export function addReplayCommand(realtime: Command): void {
  const command = withRedisOption(withDatabaseOption(realtime.command('replay')))
    .description('Count roll-ups again from a moment on, from the stream or from an archive.')
    .requiredOption('--from <time>', 'the moment, such as 2025-01-31T12:00:00Z', moment)
    .option('--archive <file>', 'a file of events as JSON lines, which may be gzipped, instead of the stream')
    .option('--json', 'print for a machine', false)
    .addHelpText('after', '\nExample:\n  sightline realtime replay --from 2025-01-31T12:00:00Z\n')
  command.action(
    async ({
      from,
      archive,
      json,
      ...options
    }: {
      from: Date
      archive?: string
      json: boolean
      database?: string
      redis?: string
    }) => {
      const access = { database: requireDatabaseUrl(options), redis: requireRedisUrl(options) }
      const { project } = await loadProject(command)
      const progress = new Progress()
      progress.step('Counting again')
      const replayed = await replay(project, { ...access, from, archive })
      const seconds = progress.end()
      if (json) return printJson(replayed)
      tell(`Counted ${replayed.events} events from ${replayed.from.toISOString()} on again, ${seconds} s.`)
      if (replayed.refused > 0)
        tell(`${replayed.refused} rows that Postgres does not take are in the dead letters.`)
      if (replayed.unread > 0)
        tell(`${replayed.unread} lines of the archive are no event of this project, and were left out.`)
    },
  )
}

function moment(text: string): Date {
  const time = new Date(text)
  if (!Number.isNaN(time.getTime()) && /[Zz]|[+-]\d\d:?\d\d$/.test(text)) return time
  throw new InvalidArgumentError('Write a moment with its time zone, such as 2025-01-31T12:00:00Z.')
}
