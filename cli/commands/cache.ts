import type { Command } from 'commander'
import { openCache } from 'sightline/cache'
import { SightlineError } from 'sightline/engine'
import { loadProject } from '../load-project.ts'
import { requireRedisUrl, withRedisOption } from '../realtime/redis-url.ts'
import { printJson, tell } from '../terminal.ts'

/** `sightline cache`: what is kept in Redis. */
export function cacheCommand(program: Command): void {
  const cache = program
    .command('cache')
    .description('Make answers that are kept in Redis old.')
    .addHelpText('after', '\nExample:\n  sightline cache invalidate analytics.channel_performance\n')
  const command = withRedisOption(cache.command('invalidate <name>'))
    .description('Make the answers of a cache old, or all that came from a relation.')
    .option('--json', 'print for a machine', false)
    .addHelpText('after', '\nExample:\n  sightline cache invalidate dashboard_metrics\n')
  command.action(async (name: string, options: { redis?: string; json: boolean }) => {
    const redis = requireRedisUrl(options)
    const { project } = await loadProject(command)
    const named = project.definitions.filter((one) => one.name === name)
    const caches = named.flatMap((one) => (one.kind === 'cache' ? [one] : []))
    if (named.length === 0) throw unknown(name)
    const answers = await openCache(project, { redis })
    try {
      for (const one of caches) await answers.invalidateAll(one)
      if (named.length > caches.length) await answers.refreshed(name)
    } finally {
      await answers.close()
    }
    if (options.json) printJson({ name, kinds: named.map(({ kind }) => kind) })
    else tell(`What came from ${name} is computed anew.`)
  })
}

const unknown = (name: string) =>
  new SightlineError({
    code: 'unknown-cache',
    what: 'Neither a cache nor a relation of the project has this name.',
    value: name,
    next: 'Use one of those that sightline list shows.',
  })
