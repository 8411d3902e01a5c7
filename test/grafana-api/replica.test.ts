import { execFile } from 'node:child_process'
import { appendFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { defineProject } from 'sightline'
import { buildRelease, desiredGrafana, GrafanaApi, pushGrafana } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { startServer } from '../../toolkit/embedded/embedded-server.ts'
import { throwawayServerFolder } from '../../toolkit/embedded/server-folder.ts'
import { readingFrom, whichServer } from '../../toolkit/grafana-api/reading-from.ts'
import { answering } from '../support/answering.ts'
import { grafanaServer } from '../support/grafana/grafana-server.ts'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'
import { environment } from './small-project.ts'

const run = promisify(execFile)

const release = buildRelease(
  defineProject({
    name: 'shop',
    version: '1.0.0',
    folder: { uid: 'shop', title: 'Shop' },
    dataSource: { readFrom: 'replica' },
    definitions: [],
    sample: async () => {},
  }),
)
const hosts = {
  SIGHTLINE_POSTGRES_HOST: 'primary.example.com:5432',
  SIGHTLINE_REPLICA_HOST: 'replica.example.com',
}

describe('a data source that reads from a replica names it first, and the primary behind it', () => {
  it('in the files of a release', () => {
    const file = release.files.find(({ path }) => path.includes('datasources'))?.content ?? ''
    expect(file).toContain('url: $SIGHTLINE_REPLICA_HOST,$SIGHTLINE_POSTGRES_HOST\n')
    expect(file).toContain('connMaxLifetime: 300\n')
  })

  it('where push makes it, and without the name of the replica nothing is pushed', async () => {
    const server = await grafanaServer()
    const api = new GrafanaApi({ url: server.url, token: 'admin-token' })
    const desired = desiredGrafana(release)
    const alone = { ...environment, ...hosts, SIGHTLINE_REPLICA_HOST: '' }
    await expect(pushGrafana(api, desired, { environment: alone })).rejects.toThrow('SIGHTLINE_REPLICA_HOST')
    expect(server.writes).toEqual([])
    await pushGrafana(api, desired, { environment: { ...environment, ...hosts } })
    expect(server.state.dataSources.get('shop-postgres')).toMatchObject({
      url: 'replica.example.com,primary.example.com:5432',
    })
  })
})

it('a streaming replica is told from its primary, with how far it is behind', {
  timeout: 60_000,
}, async () => {
  const [primaryFolder, replicaFolder] = [await serverFolder(), await serverFolder()]
  const { port, ...first } = await startServer(primaryFolder)
  await first.stop()
  // The files stay those of the account that runs the server.
  await run('cp', ['-a', `${primaryFolder}/.`, replicaFolder])
  const data = join(replicaFolder, 'data')
  await writeFile(join(data, 'standby.signal'), '')
  const url = new URL(first.connectionString('postgres'))
  const conninfo = `host=127.0.0.1 port=${port} user=${url.username} password=${url.password}`
  await appendFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`)
  const primary = await connect(await startServer(primaryFolder, { port }))
  const replica = await connect(await startServer(replicaFolder))
  const ask = async (client: pg.Client) => (await client.query(whichServer)).rows[0]
  await primary.query('create table written (at timestamptz)')
  await expect.poll(() => ask(replica)).toEqual({ replica: true, seconds_behind: 0 })
  expect(await ask(primary)).toEqual({ replica: false, seconds_behind: 0 })
  await replica.query('select pg_wal_replay_pause()')
  await primary.query('insert into written values (now())')
  await expect.poll(async () => (await ask(replica)).seconds_behind).toBeGreaterThan(0)
})

const dataSource = { uid: 'shop', plugin: 'grafana-postgresql-datasource' } as const
const answers = async (status: number, body: object) =>
  readingFrom(
    new GrafanaApi({
      url: await answering((_, response) => response.writeHead(status).end(JSON.stringify(body))),
      token: 'token',
    }),
    dataSource,
  )
const rows = (...values: unknown[][]) => ({ results: { A: { status: 200, frames: [{ data: { values } }] } } })

it('Grafana is asked which server answers it', async () => {
  expect(await answers(200, rows([true], [1.5]))).toEqual({ server: 'replica', secondsBehind: 1.5 })
  expect(await answers(200, rows([true], [null]))).toEqual({ server: 'replica', secondsBehind: null })
  expect(await answers(200, rows([false], [0]))).toEqual({ server: 'primary' })
  const failed = {
    results: { A: { error: 'db query error: failed to connect to server', status: 500, frames: [] } },
  }
  expect(await answers(400, failed)).toMatchObject({ server: 'none' })
})

async function serverFolder(): Promise<string> {
  const folder = await throwawayServerFolder(repository)
  releaseLater(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))
  return folder
}

async function connect(server: Awaited<ReturnType<typeof startServer>>): Promise<pg.Client> {
  releaseLater(() => server.stop('immediate'))
  const client = new pg.Client({ connectionString: server.connectionString('postgres') })
  await client.connect()
  client.on('error', () => {})
  releaseLater(() => client.end())
  return client
}
