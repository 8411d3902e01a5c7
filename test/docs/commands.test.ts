import { expect, it } from 'vitest'
import { runSightline } from '../support/run-sightline.ts'
import { commands, documents, readDocument } from './code-blocks.ts'

/** Where each command of the documents is run, or why it is not. */
const known = new Map([
  ['npx sightline refresh analytics.orders_of_customers --entirely', 'test/schedules/refresh.test.ts'],
  ['npm ci', '.ci/run'],
  ['npm run demo', 'test/cli/demo.test.ts'],
  ['npm test', '.ci/run'],
  ['npx tsc', 'test/docs/documented-projects.test.ts'],
  ['npx sightline build --out release', 'test/docs/documented-projects.test.ts'],
  ['npx sightline build --replaces release --out release', 'test/release/deletions.test.ts'],
  ['npx sightline check', 'test/docs/documented-projects.test.ts'],
  ['npx sightline check --json', 'test/docs/documented-projects.test.ts'],
  ['npx sightline check --rule slow-query', 'test/cli/check.test.ts'],
  ['npx sightline test', 'test/proofs/documented.test.ts'],
  ['npx sightline test revenue --watch', 'test/proofs/documented.test.ts'],
  ['npx sightline test --json', 'test/proofs/documented.test.ts'],
  ['npx sightline alerts backtest', 'test/backtest/command.test.ts'],
  [
    'npx sightline alerts backtest "No Orders" --from now-30d --database postgres://reader@db.example.com/shop',
    'test/backtest/command.test.ts',
  ],
  ['npx sightline alerts noise --from now-30d', 'test/backtest/command.test.ts'],
  ['npx sightline tune --scale 50', 'test/tune/command.test.ts, with less'],
  ['npx sightline tune --database postgres://reader@db.example.com/shop', 'test/tune/command.test.ts'],
  ['npx sightline check --rule slow-query --scale 20', 'test/cli/check.test.ts'],
  ['npx sightline audit --database postgres://reader@db.example.com/shop', 'test/check/data-quality.test.ts'],
  ['npx sightline mutate', 'test/mutate/run-mutations.test.ts'],
  ['npx sightline mutate daily_revenue --json', 'test/mutate/run-mutations.test.ts'],
  ['npm install redis pino fastify @fastify/websocket prom-client', '.ci/run'],
  ['npm install redis lru-cache', '.ci/run'],
  ['npx sightline cache invalidate analytics.channel_performance', 'test/cache/command-line.test.ts'],
  ['npx sightline realtime worker --flush-every 5s --history 6h', 'test/realtime/command-line.test.ts'],
  ['npx sightline realtime server --port 8080', 'test/realtime/command-line.test.ts'],
  [
    'npx sightline realtime server --grafana-live https://grafana.example.com',
    'test/realtime/grafana-live.test.ts',
  ],
  ['npx sightline realtime status', 'test/realtime/command-line.test.ts'],
  ['npx sightline realtime dead-letters', 'test/realtime/command-line.test.ts'],
  ['npx sightline realtime dead-letters --retry', 'test/realtime/command-line.test.ts'],
  ['npx sightline realtime replay --from 2025-01-31T12:00:00Z', 'test/realtime/command-line.test.ts'],
  [
    'npx sightline realtime replay --from 2025-01-31T12:00:00Z --archive events.ndjson.gz',
    'test/realtime/command-line.test.ts',
  ],
  ['npx sightline realtime simulate --rate 200', 'test/realtime/command-line.test.ts'],
  ['npx sightline demo', 'test/cli/demo.test.ts'],
  [
    'npx sightline init analytics --database postgres://reader@db.example.com/shop --yes',
    'test/import/new-project.test.ts',
  ],
  ['cd analytics', 'test/import/new-project.test.ts'],
  ['npm install', 'needs a network'],
  ['npm run check', 'test/import/new-project.test.ts'],
  ['npm run preview', 'test/import/new-project.test.ts'],
  [
    'npx sightline import sources --database postgres://reader@db.example.com/shop --schema public',
    'test/import/import-sources.test.ts',
  ],
  [
    'npx sightline import views --database postgres://reader@db.example.com/shop --schema public',
    'test/import/import-views.test.ts',
  ],
  ['npx sightline import sources --check', 'test/import/import-sources.test.ts'],
  ['npx sightline diff', 'test/diff/command-line.test.ts'],
  ['npx sightline diff v1.4.0 --format markdown --fail-on breaking', 'test/diff/command-line.test.ts'],
  [
    'npx sightline diff --database postgres://deployer@db.example.com/analytics',
    'test/diff/deployed.test.ts',
  ],
  ['npx sightline lineage orders.amount --downstream', 'test/docs/documented-projects.test.ts'],
  [
    'npx sightline lineage analytics.daily_revenue.average --upstream',
    'test/docs/documented-projects.test.ts',
  ],
  [
    'npx sightline doctor --database postgres://deployer@db.example.com/analytics',
    'test/doctor/doctor-command.test.ts',
  ],
  [
    'npx sightline refresh --database postgres://deployer@db.example.com/analytics',
    'test/schedules/refresh.test.ts',
  ],
  [
    'npx sightline schedules --database postgres://deployer@db.example.com/analytics',
    'test/schedules/schedules-command.test.ts',
  ],
  [
    'npx sightline worker --database postgres://deployer@db.example.com/analytics',
    'test/schedules/worker-command.test.ts',
  ],
  [
    'npx sightline apply --yes --release release --database postgres://deployer@db.example.com/shop',
    'test/deploy',
  ],
  [
    "psql postgres://deployer@db.example.com/shop -c 'ALTER ROLE grafana_reader LOGIN' -c '\\password grafana_reader'",
    'asks for a password',
  ],
  ['npx sightline push --watch --grafana http://localhost:3000', 'test/grafana-api/watch.test.ts'],
  [
    'npx sightline status --database postgres://deployer@db.example.com/analytics --grafana https://grafana.example.com',
    'test/grafana-api/command-line.test.ts',
  ],
  ['npx sightline mark --grafana https://grafana.example.com', 'test/grafana-api/command-line.test.ts'],
  [
    'npx sightline restore-ids --grafana https://grafana.example.com',
    'test/grafana-api/command-line.test.ts',
  ],
  ['npm run test:grafana', 'needs a real Grafana'],
  ['npm run test:rules', 'needs a real Grafana'],
  ['npx vitest run test/grafana-api', 'npm test'],
  ['docker compose up --detach --wait', 'needs a Docker engine'],
  ['set -a', 'test/docs/workflows.test.ts'],
  ['. ./compose.env', 'test/docs/workflows.test.ts'],
  ['set +a', 'test/docs/workflows.test.ts'],
  ['npx sightline sample', 'test/cli/sample.test.ts'],
  ['npx cdktf deploy ytempire-dev --auto-approve', 'test/stacks/deploy.test.ts, without the providers'],
  [
    'npx sightline status --environment dev --database "$DATABASE_URL" --grafana "$GRAFANA_URL"',
    'test/grafana-api/command-line.test.ts',
  ],
  ['npx cdktf diff ytempire-staging', 'test/stacks/deploy.test.ts, without the providers'],
  ['npx cdktf deploy ytempire-staging', 'test/stacks/deploy.test.ts, without the providers'],
  [
    'npx sightline status --environment staging --database postgres://deploy@db.example.com/ytempire --grafana https://grafana.example.com',
    'test/grafana-api/command-line.test.ts',
  ],
  ['npx sightline plan --database "$DATABASE_URL"', 'test/deploy/own-schema.test.ts'],
  ['npx sightline apply --database "$DATABASE_URL"', 'test/deploy/own-schema.test.ts'],
  ['npx sightline push', 'test/grafana-api/command-line.test.ts'],
  ['npx sightline destroy --database "$DATABASE_URL"', 'test/deploy/own-schema.test.ts'],
  ['npx sightline preview', 'test/preview/preview-command.test.ts'],
  ['npx sightline preview operations', 'test/preview/preview-command.test.ts'],
  ['npx sightline screenshot executive --out pictures --theme both', 'test/preview/preview-command.test.ts'],
  [
    'npx sightline export videos --user u17 --from now-30d --format xlsx --database postgres://grafana_reader@db.example.com/analytics',
    'test/exports/export-command.test.ts',
  ],
  [
    'npx sightline export analytics.mrr_calculation --out - --database postgres://deployer@db.example.com/analytics',
    'test/exports/export-command.test.ts',
  ],
  [
    'npx sightline report render daily_summary --user u17 --format pdf --out daily.pdf --database postgres://grafana_reader@db.example.com/analytics',
    'test/reports/report-command.test.ts',
  ],
  [
    'npx sightline serve --port 8081 --database postgres://grafana_reader@db.example.com/analytics',
    'test/serve/serve.test.ts',
  ],
  [
    'npx sightline serve --port 8081 --database postgres://worker@db.example.com/analytics',
    'test/reports/unsubscribe.test.ts',
  ],
  [
    'npx sightline report send daily_summary --due --database postgres://worker@db.example.com/analytics',
    'test/reports/report-command.test.ts',
  ],
  [
    'npx sightline report history --database postgres://worker@db.example.com/analytics',
    'test/reports/report-command.test.ts',
  ],
  [
    'npx sightline partition api_calls --by called_at --every month --dry-run',
    'test/partition/partition-command.test.ts',
  ],
  [
    'npx sightline partition api_calls --by called_at --every month --yes',
    'test/partition/partition-command.test.ts',
  ],
  ['npx sightline partition api_calls --undo --yes', 'test/partition/partition-command.test.ts'],
  ['.ci/run', 'runs these tests'],
  ['npm pack --pack-destination ..', 'writes outside of the repository'],
  ['mkdir ../shop', 'writes outside of the repository'],
  ['mkdir ../analytics', 'writes outside of the repository'],
  ['cd ../analytics', 'writes outside of the repository'],
  [
    'npx sightline init . --database postgres://reader@db.example.com/shop --yes',
    'test/import/new-project.test.ts',
  ],
  ['cd ../shop', 'writes outside of the repository'],
  ['npm init --yes', 'writes outside of the repository'],
  ['npm pkg set type=module', 'writes outside of the repository'],
  ['npm install ../sightline-*.tgz', 'needs a network'],
  ['npm install --save-dev typescript', 'needs a network'],
])

/** Serving a release needs a Grafana. */
const serving = /^(?:export |grafana server)/

it('every command of a shell block is run somewhere, or known not to be', () => {
  const written = documents.flatMap(commands).filter((command) => !serving.test(command))
  expect(written.filter((command) => !known.has(command))).toEqual([])
  expect([...known.keys()].filter((command) => !written.includes(command))).toEqual([])
})

it("README.md's table has every command of the help", async () => {
  const { stdout } = await runSightline(['--help'])
  const helped = [...stdout.matchAll(/^ {2}([a-z][a-z-]*)(?= .*)/gm)].map(([, verb]) => verb)
  const described = [...readDocument('README.md').matchAll(/^\| `sightline ([\w-]+)/gm)].map(
    ([, verb]) => verb,
  )
  expect(described.sort()).toEqual(helped.filter((verb) => verb !== 'help').sort())
})

it('README.md stays short', () => {
  expect(readDocument('README.md').split('\n').length).toBeLessThanOrEqual(240)
})
