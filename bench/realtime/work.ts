import project from '../../sightline.config.ts'
import { startStreamWorker } from '../../toolkit/realtime/index.ts'

/** Counts until SIGTERM, and says how much memory it had in the second and in the last quarter of its time. */
const [database = '', redis = '', shards = '4'] = process.argv.slice(2)
const worker = await startStreamWorker(project, {
  database,
  redis,
  shards: Number(shards),
  flushEvery: 1000,
  onProblem: (message) => process.stderr.write(`${message}\n`),
})
const resident: number[] = []
const watch = setInterval(() => resident.push(process.memoryUsage().rss / 1_048_576), 100)
process.stdout.write('counting\n')
process.on('SIGTERM', async () => {
  await worker.stop()
  clearInterval(watch)
  const quarter = Math.floor(resident.length / 4)
  const [early, late] = [resident.slice(quarter, 2 * quarter), resident.slice(-quarter)]
  const memory = { early: Math.max(...early), late: Math.max(...late) }
  process.stdout.write(`${JSON.stringify(memory)}\n`, () => process.exit(0))
})
