import project from '../../sightline.config.ts'
import { startStreamWorker } from '../../toolkit/realtime/index.ts'

/** Counts until SIGTERM, and says how much CPU it took and the most memory that it had. */
const [database = '', redis = '', shards = '4'] = process.argv.slice(2)
const worker = await startStreamWorker(project, {
  database,
  redis,
  shards: Number(shards),
  flushEvery: 1000,
  onProblem: (message) => process.stderr.write(`${message}\n`),
})
const before = process.cpuUsage()
let memory = 0
const watch = setInterval(() => {
  memory = Math.max(memory, process.memoryUsage().rss)
}, 200)
process.stdout.write('counting\n')
process.on('SIGTERM', async () => {
  await worker.stop()
  clearInterval(watch)
  const { user, system } = process.cpuUsage(before)
  const cpu = (user + system) / 1000
  process.stdout.write(`${JSON.stringify({ cpu, mebibytes: memory / 1_048_576 })}\n`, () => process.exit(0))
})
