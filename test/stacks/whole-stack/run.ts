/**
 * The whole stack on real servers: `npm run test:grafana`. It needs
 *
 * - GRAFANA_URL and GRAFANA_TOKEN: a Grafana, and `user:password` of an administrator of the server, who may make an organization;
 * - DATABASE_URL: a database, as a role that may create schemas, roles and databases, where Grafana reaches it too;
 * - TF_CLI_CONFIG_FILE: where Terraform finds its providers, unless it may download them.
 *
 * Where pg_cron runs in that database, its schedules are tried too, as a superuser. Where GRAFANA_HOME is the folder in which a
 * Grafana is installed here (with `bin/grafana`), it is started to read a release from its files.
 * Where REPLICA_HOST is a streaming replica of that database at the same port, panels read from it.
 * Everything that it makes has a name of its own, and is gone when it ends.
 */

import pg from 'pg'
import { type TestGrafana, testGrafana } from '../../support/grafana/test-grafana.ts'
import { newOrganization } from './new-organization.ts'
import { wholeStack } from './stack.ts'
import {
  type Step,
  steps,
  stepsInNewOrganization,
  stepsWithCron,
  stepsWithFiles,
  stepsWithReplica,
  stepsWithWarehouse,
} from './steps.ts'

const missing = ['GRAFANA_URL', 'GRAFANA_TOKEN', 'DATABASE_URL'].filter((name) => !process.env[name])
if (missing.length > 0) {
  console.error(
    `Not set: ${missing.join(', ')}. The first lines of test/stacks/whole-stack/run.ts say what each is.`,
  )
  process.exit(2)
}
let [passed, failed] = [0, 0]

async function run(grafana: TestGrafana, steps: readonly Step[]): Promise<void> {
  const stack = await wholeStack(grafana)
  const failedBefore = failed
  console.log(`${stack.name}: Grafana at ${grafana.url}`)
  for (const [title, step] of steps) {
    const start = performance.now()
    const problem = await step(stack).then(
      () => '',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(
      `${problem === '' ? '✓' : '✗'} ${title} (${seconds} s)${problem === '' ? '' : `\n${problem}`}`,
    )
    if (problem === '') passed++
    else failed++
  }
  await stack.end(failed > failedBefore)
}

const grafana = await testGrafana()
await run(grafana, steps)
const organization = await newOrganization(grafana)
try {
  await run(organization.grafana, stepsInNewOrganization)
} finally {
  await organization.remove()
}
await run(grafana, stepsWithWarehouse)
if (await hasCron(process.env.DATABASE_URL ?? '')) await run(grafana, stepsWithCron)
else console.log('- pg_cron does not run in this database: its steps were left out')
if (process.env.GRAFANA_HOME) await run(grafana, stepsWithFiles)
else console.log('- GRAFANA_HOME is not set: no Grafana read a release from its files')
if (process.env.REPLICA_HOST) await run(grafana, stepsWithReplica)
else console.log('- REPLICA_HOST is not set: nothing was read from a replica')
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

/** Whether pg_cron is loaded, and works in this database. */
async function hasCron(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query(
    `select current_setting('cron.database_name', true) = current_database() as works`,
  )
  await client.end()
  return rows[0]?.works === true
}
