import { readTokens, startLiveServer } from '../../../toolkit/realtime/index.ts'
import { shop } from '../shop.ts'

/** Takes events over HTTP until it is killed. */
const [redis = '', port = '', token = ''] = process.argv.slice(2)
await startLiveServer(shop, { redis, port: Number(port), tokens: readTokens(`publish=${token}`) })
