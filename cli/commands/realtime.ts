import type { Command } from 'commander'
import { addDeadLettersCommand } from '../realtime/dead-letters.ts'
import { addReplayCommand } from '../realtime/replay.ts'
import { addServerCommand } from '../realtime/server.ts'
import { addSimulateCommand } from '../realtime/simulate.ts'
import { addStatusCommand } from '../realtime/status.ts'
import { addWorkerCommand } from '../realtime/worker.ts'

/** `sightline realtime`: events as they happen, counted into roll-ups and live figures. */
export function realtimeCommand(program: Command): void {
  const realtime = program
    .command('realtime')
    .description('Count events while they happen: workers, the HTTP server, and how they fare.')
    .addHelpText(
      'after',
      '\nExample:\n  sightline realtime worker --database "$DATABASE_URL" --redis redis://127.0.0.1:6379\n',
    )
  for (const add of [
    addWorkerCommand,
    addServerCommand,
    addStatusCommand,
    addDeadLettersCommand,
    addReplayCommand,
    addSimulateCommand,
  ])
    add(realtime)
}
