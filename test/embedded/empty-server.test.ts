import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withClient } from 'sightline/engine'
import { beforeAll, expect, test, vi } from 'vitest'
import { type ClusterState, clusterState } from '../../toolkit/embedded/cluster-state.ts'
import type { EmbeddedServer } from '../../toolkit/embedded/embedded-server.ts'
import { withEmptyServer } from '../../toolkit/embedded/empty-server.ts'
import { isRunning } from '../../toolkit/foundation/process-identity.ts'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Many servers start here, one after the other. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder = ''
let fresh: ClusterState

/** The folder of the server, beside its data. */
const kept = () => join(folder, '.sightline', 'kept')

const stateOf = (server: EmbeddedServer) => clusterState(kept(), server)

const run = (server: EmbeddedServer, database: string, ...statements: readonly string[]) =>
  withClient(server.connectionString(database), async (client) => {
    for (const statement of statements) await client.query(statement)
  })

/** What the next one who comes finds. */
const found = () => withEmptyServer(folder, stateOf)

beforeAll(async () => {
  folder = await temporaryFolder()
  fresh = await found()
})

/** What may stay in a cluster, each in a database where it may. */
const mischief: readonly (readonly [what: string, database: string, ...statements: string[]])[] = [
  ['a database', 'postgres', 'create database stays'],
  ['a role', 'postgres', 'create role stays'],
  ['a setting of a role', 'postgres', 'alter role stays set work_mem = 64'],
  ['a comment on a role', 'postgres', "comment on role stays is 'here'"],
  ['a membership', 'postgres', 'grant pg_monitor to stays'],
  ['a setting of a database', 'postgres', 'alter database postgres set work_mem = 64'],
  ['a right on a database', 'postgres', 'grant create on database template1 to stays'],
  ['a right on a setting', 'postgres', 'grant set on parameter log_statement to stays'],
  ['another password', 'postgres', "alter role sightline valid until 'infinity'"],
  ['a setting of the system', 'postgres', "alter system set max_prepared_transactions = '5'"],
  [
    'a tablespace',
    'postgres',
    'set allow_in_place_tablespaces = on',
    "create tablespace left_there location ''",
  ],
  ['a replication slot', 'postgres', "select pg_create_physical_replication_slot('stays')"],
  ['a replication origin', 'postgres', "select pg_replication_origin_create('stays')"],
  [
    'a subscription',
    'postgres',
    "create subscription left_one connection '' publication p with (connect = false, slot_name = none)",
  ],
  ['a table', 'postgres', 'create table left_here ()'],
  ['a column more', 'postgres', 'alter table left_here add more int'],
  ['a function', 'template1', "create function left_here() returns int language sql as 'select 1'"],
  [
    'another body of a function',
    'template1',
    "create or replace function left_here() returns int language sql as 'select 2'",
  ],
  ['a right on a schema', 'template1', 'grant create on schema public to public'],
  ['an extension dropped', 'template1', 'drop extension plpgsql'],
  ['a large object', 'postgres', "select lo_from_bytea(0, 'x')"],
  ['rights by default', 'postgres', 'alter default privileges grant select on tables to public'],
  ['a new search path for all', 'postgres', 'alter role all set search_path = pg_temp'],
]

test('a cluster in which anything was left is told from an empty one, and the next run finds an empty one', async () => {
  const unnoticed = await withEmptyServer(folder, async (server) => {
    let { hash } = await stateOf(server)
    const missed: string[] = []
    for (const [what, database, ...statements] of mischief) {
      await run(server, database, ...statements)
      const state = await stateOf(server)
      if (state.hash === hash) missed.push(what)
      hash = state.hash
    }
    return missed
  })
  expect(unnoticed).toEqual([])
  expect(await found()).toEqual(fresh)
})

/** The password is that of the cluster, however often it is used. */
const password = () => readFile(join(kept(), 'password'), 'utf8')

test('databases and roles are removed, and the cluster is kept, also where the run fails', async () => {
  await found()
  const before = await password()
  const failing = withEmptyServer(folder, async (server) => {
    await run(server, 'postgres', 'create role owner_of_all', 'create database "of us" owner owner_of_all')
    await run(
      server,
      encodeURIComponent('of us'),
      'create table things ()',
      'grant select on things to owner_of_all',
    )
    throw new Error('of the run')
  })
  await expect(failing).rejects.toThrow('of the run')
  expect(await found()).toEqual(fresh)
  expect(await password()).toBe(before)
})

test('two runs at once have a server each', async () => {
  await withEmptyServer(folder, async (server) => {
    await run(server, 'postgres', 'create database only_here')
    const other = await withEmptyServer(folder, async (second) => ({
      port: second.port,
      state: await clusterState(kept(), second),
    }))
    expect(other.port).not.toBe(server.port)
    expect(other.state.databases).toEqual(fresh.databases)
  })
  expect(await found()).toEqual(fresh)
})

/** A process that uses the server, as far as it got. */
async function startUser(...args: readonly string[]) {
  const script = 'test/embedded/empty-server-user.ts'
  const user = spawn(process.execPath, ['--import', 'tsx', script, folder, ...args], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  releaseLater(() => user.kill('SIGKILL'))
  const [line] = await once(user.stdout, 'data')
  const pid = Number(/server (\d+)/.exec(String(line))?.[1])
  expect(isRunning(pid)).toBe(true)
  return { user, ended: once(user, 'exit'), pid }
}

test.each([
  ['while it uses the server', [], 0],
  ['while it empties the server', ['ends'], 0],
  ['a little later', ['ends'], 80],
])('a process that is killed %s leaves nothing to the next run', async (_, args, milliseconds) => {
  const { user, ended, pid } = await startUser(...args)
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  user.kill('SIGKILL')
  await ended
  expect(await found()).toEqual(fresh)
  expect(isRunning(pid)).toBe(false)
})

test('a server that crashes leaves nothing to the next run', async () => {
  const crashed = withEmptyServer(folder, async (server) => {
    await run(server, 'postgres', 'create database half_done')
    process.kill(server.pid, 'SIGKILL')
    await run(server, 'postgres', 'select 1')
  })
  await expect(crashed).rejects.toThrow()
  expect(await found()).toEqual(fresh)
})
