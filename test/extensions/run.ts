/**
 * The project on tables that an extension keeps: `npm run test:extensions`. It needs one of these, or both:
 *
 * - CITUS_URL: the coordinator of a Citus cluster, version 13.1 or later, as a superuser;
 * - TIMESCALE_URL: a Postgres with TimescaleDB, as a superuser.
 *
 * Each names a database that has the extension and no tables of its own; everything that is made there goes when it ends.
 */

import { spawnSync } from 'node:child_process'

const specs = { CITUS_URL: 'citus.spec.ts', TIMESCALE_URL: 'timescale.spec.ts' }
const wanted = Object.entries(specs).filter(([name]) => process.env[name])
if (wanted.length === 0) {
  console.error(
    `Not set: ${Object.keys(specs).join(' or ')}. The first lines of test/extensions/run.ts say what each is.`,
  )
  process.exit(2)
}
for (const name of Object.keys(specs)) if (!process.env[name]) console.error(`${name} is not set: not run.`)
const files = wanted.map(([, file]) => `test/extensions/${file}`)
const config = ['--config', 'test/extensions/vitest.config.ts']
const { status } = spawnSync('npx', ['vitest', 'run', ...config, ...files], { stdio: 'inherit' })
process.exit(status ?? 2)
