import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { testRedis } from './redis.ts'

/** Starts a Redis Cluster of six processes, three of which are replicas; it ends with the test file. */
export async function testRedisCluster(): Promise<{ readonly url: string }> {
  const nodes = await Promise.all(
    Array.from({ length: 6 }, () =>
      testRedis(['--appendonly', 'yes', '--cluster-enabled', 'yes', '--cluster-node-timeout', '5000']),
    ),
  )
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`)
  const create = ['--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes']
  await promisify(execFile)('redis-cli', create, { timeout: 60_000 })
  return { url: nodes.map(({ url }) => url).join(',') }
}
