/**
 * The whole stack on real servers: `npm run test:grafana`. It needs
 *
 * - GRAFANA_URL and GRAFANA_TOKEN: a Grafana, and what lets an administrator in;
 * - DATABASE_URL: a database, as a role that may create schemas and roles, where Grafana reaches it too;
 * - TF_CLI_CONFIG_FILE: where Terraform finds its providers, unless it may download them.
 *
 * Everything that it makes has a name of its own, and is gone when it ends.
 */

import { wholeStack } from './stack.ts'
import { steps } from './steps.ts'

const missing = ['GRAFANA_URL', 'GRAFANA_TOKEN', 'DATABASE_URL'].filter((name) => !process.env[name])
if (missing.length > 0) {
  console.error(
    `Not set: ${missing.join(', ')}. The first lines of test/stacks/whole-stack/run.ts say what each is.`,
  )
  process.exit(2)
}
const stack = await wholeStack()
console.log(`${stack.name}: Grafana at ${stack.grafana.url}`)
let failed = 0
for (const [title, step] of steps) {
  const start = performance.now()
  const outcome = await step(stack).then(
    () => '',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${outcome === '' ? '✓' : '✗'} ${title} (${seconds} s)${outcome === '' ? '' : `\n${outcome}`}`)
  if (outcome !== '') failed++
}
await stack.end()
console.log(`${steps.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
