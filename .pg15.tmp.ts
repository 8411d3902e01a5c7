import { buildRelease, createClient, createSources, loadSample } from 'sightline'
import project from './sightline.config.ts'
import { startServer } from './toolkit/postgres/embedded-server.ts'

const bin = '/usr/lib/postgresql/15/bin'
const server = await startServer('/tmp/au/pg15', {
  installation: {
    programs: { initdb: `${bin}/initdb`, postgres: `${bin}/postgres`, pg_ctl: `${bin}/pg_ctl` },
    initdbOptions: ['--locale=C.UTF-8'],
    settings: [
      'shared_preload_libraries=pg_cron',
      'cron.database_name=analytics',
      'cron.use_background_workers=on',
      'max_worker_processes=20',
      'password_encryption=scram-sha-256',
    ],
  },
})
const admin = createClient(server.connectionString('postgres'))
await admin.connect()
await admin.query('create database analytics')
const c = createClient(server.connectionString('analytics'))
await c.connect()
await c.query('create extension pg_cron')
await createSources(c, buildRelease(project).sources)
await loadSample(c, project, { now: new Date(), scale: 2, seed: 1 })
await c.query(`create role deploy login password 'deploy'; create role grafana login password 'grafana'`)
console.log(server.connectionString('analytics'))
process.on('SIGINT', async () => {
  await server.stop('immediate')
  process.exit()
})
setInterval(() => {}, 1e6)
