import type { Command } from 'commander'
import { SightlineError } from 'sightline/engine'

/** Adds `--redis` to a command. */
export function withRedisOption(command: Command): Command {
  return command.option('--redis <url>', 'the address of the Redis; REDIS_URL unless given')
}

/**
 * The Redis that a command works on: `--redis`, or else the environment variable REDIS_URL.
 *
 * @throws SightlineError where neither is given
 */
export function requireRedisUrl({ redis }: { readonly redis?: string }): string {
  const url = redis ?? process.env.REDIS_URL
  if (url !== undefined && url !== '') return url
  throw new SightlineError({
    code: 'no-redis-named',
    what: 'No Redis is named.',
    next: 'Give --redis redis://host:6379, or set the environment variable REDIS_URL.',
  })
}
