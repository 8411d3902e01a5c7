import { setTimeout as wait } from 'node:timers/promises'
import { optionalPackage } from '../foundation/optional-package.ts'
import { SightlineError } from '../foundation/sightline-error.ts'

/** What Redis answers, in RESP2. */
export type Reply = string | number | null | readonly Reply[]

/** A connection to a Redis, or to a Redis Cluster, that comes back by itself when it was lost. */
export interface Redis {
  /** Sends a command to the node that has this key; it fails at once while there is no connection. */
  command(key: string, ...args: string[]): Promise<Reply>
  close(): Promise<void>
}

export interface RedisOptions {
  /** Told of a lost connection, once until it is back. */
  readonly onProblem?: (message: string) => void
  /** Milliseconds for which a Redis may load its file, or a cluster may form; 20,000 unless said otherwise. */
  readonly longestStart?: number
}

/**
 * Connects to `redis://host:6379`, or to a cluster of which two or more nodes are named: `redis://a:6379,redis://b:6379`.
 *
 * @throws SightlineError where the address cannot be read, nothing answers, or it does not get ready in time
 */
export async function openRedis(url: string, options: RedisOptions = {}): Promise<Redis> {
  const { onProblem = () => {}, longestStart = 20_000 } = options
  let isTold = false
  for (const end = Date.now() + longestStart; ; await wait(100)) {
    const redis = await connect(url, onProblem)
    const reason = await whyNotReady(redis)
    if (reason === undefined) return redis
    await redis.close()
    if (Date.now() > end) throw noRedis(url, new Error(reason))
    if (!isTold) onProblem(`Redis is not ready yet: ${reason}; waiting for up to ${longestStart / 1000} s`)
    isTold = true
  }
}

const starting = /^(?:CLUSTERDOWN|LOADING|MASTERDOWN|TRYAGAIN)\b/

/** Why a Redis that can be reached takes no commands yet; a cluster is asked in several of its slots. */
async function whyNotReady(redis: Redis): Promise<string | undefined> {
  for (let part = 0; part < 16; part++) {
    const key = `{${part}}`
    try {
      await redis.command(key, 'EXISTS', key)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (starting.test(message)) return message
      // The client knows no node of a slot that nobody serves.
      if (error instanceof TypeError) return 'CLUSTERDOWN Hash slot not served'
      return undefined
    }
  }
  return undefined
}

async function connect(url: string, onProblem: (message: string) => void): Promise<Redis> {
  const addresses = readAddresses(url)
  const { createClient: client, createCluster: cluster } = await optionalPackage(
    'redis',
    'Redis',
    () => import('redis'),
  )
  const socket = { connectTimeout: 5000, reconnectStrategy: reconnectAfter }
  let isLost = false
  const problem = (error: unknown) => {
    if (!isLost) onProblem(error instanceof Error && error.message !== '' ? error.message : 'Redis is away')
    isLost = true
  }
  const ready = () => {
    isLost = false
  }
  const [first = ''] = addresses
  if (addresses.length > 1) {
    const nodes = cluster({
      rootNodes: addresses.map((one) => ({ url: one })),
      RESP: 2,
      defaults: { socket, disableOfflineQueue: true },
    })
    nodes.on('error', problem).on('node-ready', ready)
    await connected(url, nodes)
    return {
      command: (key, ...args) => nodes.sendCommand<Reply>(key, false, args),
      close: async () => nodes.destroy(),
    }
  }
  const single = client({ url: first, RESP: 2, socket, disableOfflineQueue: true })
  single.on('error', problem).on('ready', ready)
  await connected(url, single)
  return {
    command: (_key, ...args) => single.sendCommand<Reply>(args),
    close: async () => single.destroy(),
  }
}

/** Everybody waits for a moment of their own, so that not all come back at once. */
const reconnectAfter = (retries: number): number =>
  Math.min(25 * 2 ** Math.min(retries, 6), 1000) * (0.5 + Math.random() / 2)

/** The client tries for ever by itself, which a person who starts a command does not want. */
async function connected(
  url: string,
  client: { connect(): Promise<unknown>; destroy(): void },
): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it does not answer')), 5000)
  })
  try {
    await Promise.race([client.connect(), tooLong])
  } catch (cause) {
    client.destroy()
    throw noRedis(url, cause)
  } finally {
    clearTimeout(timer)
  }
}

function readAddresses(url: string): string[] {
  const addresses = url.split(',').map((one) => one.trim())
  if (addresses.every((one) => /^rediss?:\/\//.test(one) && URL.canParse(one))) return addresses
  throw new SightlineError({
    code: 'invalid-redis-address',
    what: 'This is not the address of a Redis.',
    value: withoutPassword(url),
    next: 'Write it as redis://user:password@host:6379; name two or more nodes of a cluster, with commas between.',
  })
}

function noRedis(url: string, cause: unknown): SightlineError {
  const reason = cause instanceof Error && cause.message !== '' ? cause.message : 'nothing listens there'
  return new SightlineError(
    {
      code: 'redis-unreachable',
      what: `Redis cannot be reached: ${reason}.`,
      value: withoutPassword(url),
      next: 'Start it, or correct --redis or the environment variable REDIS_URL.',
    },
    { cause },
  )
}

const withoutPassword = (url: string): string => url.replaceAll(/\/\/[^@,/]*@/g, '//…@')
