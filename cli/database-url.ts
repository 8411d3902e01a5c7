import type { Command } from 'commander'
import { SightlineError } from 'sightline/engine'

/** Adds `--database` to a command. */
export function withDatabaseOption(command: Command): Command {
  return command.option('--database <url>', 'the address of the database; DATABASE_URL unless given')
}

/**
 * The database that a command works on: `--database`, or else the environment variable DATABASE_URL.
 *
 * @throws SightlineError where neither is given
 */
export function requireDatabaseUrl({ database }: { readonly database?: string }): string {
  const url = database ?? process.env.DATABASE_URL
  if (url !== undefined && url !== '') return url
  throw new SightlineError({
    code: 'no-database-named',
    what: 'No database is named.',
    next: 'Give --database postgres://user@host:5432/database, or set the environment variable DATABASE_URL.',
  })
}
