import type { Command } from 'commander'

/** Adds `--json` to a command that goes on: it prints a line for each event. */
export function withJsonLines(command: Command): Command {
  return command.option('--json', 'print a line of JSON for each event', false)
}
