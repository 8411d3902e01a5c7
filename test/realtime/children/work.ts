import { startStreamWorker } from '../../../toolkit/realtime/index.ts'
import { shop } from '../shop.ts'

/** Counts until SIGTERM. */
const [database = '', redis = '', lease = '1500'] = process.argv.slice(2)
const worker = await startStreamWorker(shop, {
  database,
  redis,
  flushEvery: 250,
  lease: Number(lease),
  onProblem: (message) => process.stderr.write(`${message}\n`),
})
process.stdout.write('counting\n')
process.on('SIGTERM', () => void worker.stop().then(() => process.exit(0)))
