/**
 * Rules over time, in Grafana and in the model: `npm run test:rules`. It needs
 *
 * - GRAFANA_URL and GRAFANA_TOKEN: a Grafana, and what lets an administrator in;
 * - DATABASE_URL: a database, as a role that may create schemas, where Grafana reaches it too.
 *
 * SEED and COUNT say which random rules, EVALUATIONS how many times each is evaluated. RECORD names a file that then has
 * what Grafana answered. Everything that it makes has a name of its own, and is gone when it ends.
 */

import { writeFile } from 'node:fs/promises'
import pg from 'pg'
import { testGrafana, uniqueName } from '../../support/grafana/test-grafana.ts'
import { deployRules } from './deploy-rules.ts'
import { difference } from './difference.ts'
import { observe } from './observe.ts'
import { writeScripts } from './play.ts'
import { randomRules } from './random-rules.ts'
import { interval } from './scripted-rule.ts'

const { DATABASE_URL: url, SEED = '1', COUNT = '60', EVALUATIONS = '16', RECORD } = process.env
if (!process.env.GRAFANA_URL || !url) {
  console.error(
    'Not set: GRAFANA_URL or DATABASE_URL. The first lines of test/grafana/rules-over-time/run.ts say what each is.',
  )
  process.exit(2)
}
const rules = randomRules(Number(SEED), Number(COUNT))
const grafana = await testGrafana()
const name = uniqueName()
const client = new pg.Client({ connectionString: url })
await client.connect()
await client.query(`set timezone = 'UTC'`)
const first = Math.floor(Date.now() / 1000 / interval) + 2
await writeScripts(client, name, rules, first)
const removeRules = await deployRules(grafana, name, rules, url)
try {
  const seconds = Number(EVALUATIONS) * interval
  console.log(`${rules.length} rules of seed ${SEED} in ${grafana.url}, for ${seconds} s`)
  const observed = await observe(grafana, name, first * interval + seconds)
  const cases = rules.map((rule) => ({ input: rule, output: observed.get(rule.name) ?? [] }))
  const differing: string[] = []
  for (const { input, output } of cases) {
    const words = await difference(client, name, input, output)
    if (words !== undefined) differing.push(words)
  }
  for (const words of differing) console.log(`✗ ${words}`)
  const evaluations = cases.reduce((sum, { output }) => sum + output.length, 0)
  console.log(
    `${rules.length - differing.length} of ${rules.length} rules are as in the model, ${evaluations} evaluations`,
  )
  if (RECORD) {
    const lines = cases.map((one) => JSON.stringify(one)).join(',\n')
    await writeFile(RECORD, `{ "first": ${first}, "cases": [\n${lines}\n] }\n`)
  }
  process.exitCode = differing.length > 0 ? 1 : 0
} finally {
  await removeRules()
  await client.query(`drop schema ${name} cascade`)
  await client.end()
}
