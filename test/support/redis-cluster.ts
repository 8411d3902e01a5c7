import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { type TestRedis, testRedis } from './redis.ts'

/** Starts a Redis Cluster of six processes, three of which are replicas; it ends with the test file. */
export async function testRedisCluster(): Promise<{ readonly url: string }> {
  const nodes = await Promise.all(Array.from({ length: 6 }, startNode))
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`)
  const create = ['--cluster', 'create', ...addresses, '--cluster-replicas', '1', '--cluster-yes']
  await promisify(execFile)('redis-cli', create, { timeout: 60_000 })
  return { url: nodes.map(({ url }) => url).join(',') }
}

/** The port of the cluster's own talk is a free one: by itself it is 10,000 above the other, which may be none. */
async function startNode(): Promise<TestRedis> {
  const talk = ['--cluster-port', String(await freePort()), '--cluster-node-timeout', '5000']
  return testRedis(['--appendonly', 'yes', '--cluster-enabled', 'yes', ...talk])
}
