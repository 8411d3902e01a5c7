import { availableRedis } from '../../../toolkit/realtime/private-redis.ts'

/** Starts a Redis of its own, says where, and goes on until it is killed. */
const [folder = ''] = process.argv.slice(2)
const redis = await availableRedis(folder)
process.stdout.write(`${redis?.url}\n`)
setInterval(() => {}, 60_000)
