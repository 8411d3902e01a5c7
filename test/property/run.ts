import { parseArgs } from 'node:util'
import { releaseAll } from '../support/resources.ts'
import { packagedPostgres } from '../support/serve-majors.ts'
import { throwawayServer } from '../support/throwaway-server.ts'
import { checkScenarios } from './check-scenarios.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    path: { type: 'string' },
    major: { type: 'string' },
    names: { type: 'string', default: 'odd' },
  },
})
const servers = new Map<number, ReturnType<typeof throwawayServer>>()
const start = async (major: number) =>
  throwawayServer(major === 18 ? undefined : await packagedPostgres(major))
const server = async (major: number) => {
  const wanted = Number(values.major ?? major)
  const known = servers.get(wanted) ?? start(wanted)
  servers.set(wanted, known)
  return (await known).server.connectionString('')
}

process.stdout.write(
  `npm run test:property -- --minutes ${values.minutes} --names ${values.names} --seed ${values.seed}\n`,
)
try {
  const tally = await checkScenarios({
    seed: Number(values.seed),
    ...(values.path === undefined ? {} : { path: values.path }),
    minutes: Number(values.minutes),
    names: values.names === 'plain' ? 'plain' : 'odd',
    server,
  })
  for (const [title, count] of [...tally].sort())
    process.stdout.write(`${String(count).padStart(6)}  ${title}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await releaseAll()
  for (const one of servers.values()) await (await one).end()
}
