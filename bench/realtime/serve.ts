import project from '../../sightline.config.ts'
import { readTokens, startLiveServer } from '../../toolkit/realtime/index.ts'

/** Serves readers until it is killed, and says where. */
const [redis = '', token = ''] = process.argv.slice(2)
const { url } = await startLiveServer(project, { redis, tokens: readTokens(`read=${token}`) })
process.stdout.write(`${url}\n`)
