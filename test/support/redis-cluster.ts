import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { type TestRedis, testRedis } from './redis.ts'

/** Starts a Redis Cluster of six processes, three of which are replicas; it ends with the test file. */
export async function testRedisCluster(): Promise<{ readonly url: string }> {
  const cluster = await testRedisNodes()
  await cluster.form()
  return cluster
}

/** The six processes, which do not know each other yet. */
export async function testRedisNodes(): Promise<{ readonly url: string; form(): Promise<void> }> {
  const nodes = await Promise.all(Array.from({ length: 6 }, () => startNode()))
  return { url: nodes.map(({ url }) => url).join(','), form: () => form(nodes) }
}

async function form(nodes: readonly TestRedis[]): Promise<void> {
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`)
  const create = ['--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes']
  await cli(create)
  await Promise.all(nodes.map(untilWhole))
}

const cli = (words: readonly string[]) => promisify(execFile)('redis-cli', words, { timeout: 60_000 })

/** Every node hears for itself that all slots are served, some time after the cluster was made. */
async function untilWhole({ port }: TestRedis): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await wait(50)) {
    const { stdout } = await cli(['-p', String(port), 'cluster', 'info'])
    if (stdout.includes('cluster_state:ok')) return
  }
  throw new Error(`The cluster of the node on port ${port} is down.`)
}

/**
 * The port of the cluster's own talk is a free one: by itself it is 10,000 above the other, which may be none. Twelve are
 * taken at once, and one that was free may be somebody else's by then.
 */
async function startNode(attempts = 5): Promise<TestRedis> {
  const talk = ['--cluster-port', String(await freePort()), '--cluster-node-timeout', '5000']
  const started = testRedis(['--appendonly', 'yes', '--cluster-enabled', 'yes', ...talk])
  return attempts > 1 ? started.catch(() => startNode(attempts - 1)) : started
}
