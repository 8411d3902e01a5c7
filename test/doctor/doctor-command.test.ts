import { createServer } from 'node:net'
import { buildRelease, createSources, openSession, SightlineError } from 'sightline/engine'
import { beforeAll, expect, test } from 'vitest'
import project from '../../sightline.config.ts'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { connectionProblem } from '../../toolkit/postgres/connection-problem.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { runSightline } from '../support/run-sightline.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await createSources(await database.connect(), buildRelease(project).sources)
})

const doctor = (url: string, ...args: string[]) => runSightline(['doctor', '--database', url, ...args])

/** The address of the test's database with one part replaced. */
function changed(part: Partial<Pick<URL, 'password' | 'port' | 'pathname' | 'search'>>): string {
  return Object.assign(new URL(database.connectionString), part).href
}

test('a database that is ready gets a line for each check, and exit code 0', async () => {
  const { code, stdout, stderr } = await doctor(database.connectionString)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^ok {7}connection {2,}Connected to /)
  expect(stdout).toMatch(/ok {7}source tables {2,}14 tables have the declared columns and types\./)
  expect(stdout).toMatch(/\n0 failures, \d warnings, \d+ ok\n$/)
})

test('a database that is not ready ends with exit code 1, also for a machine', async () => {
  const empty = await testDatabase()
  const { code, stdout } = await doctor(empty.connectionString, '--json')
  expect(code).toBe(1)
  const failed = JSON.parse(stdout).filter(({ state }: { state: string }) => state === 'failure')
  expect(failed).toHaveLength(14)
  expect(failed[0]).toEqual({
    check: 'source tables',
    state: 'failure',
    what: 'The table users does not exist.',
    next: ['Create it, or correct its name where it is declared.'],
  })
})

test('a wrong password ends with exit code 2, without stack and without password', async () => {
  const { code, stdout, stderr } = await doctor(changed({ password: 'guess-me' }))
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('refuses this user and password')
  expect(stderr).toMatch(/\n {2}value: postgres:\/\/sightline@127\.0\.0\.1:\d+\/test_\w+\n {2}next:/)
  expect(stderr).not.toMatch(/\n\s+at |guess-me/)
})

test('without --database and without DATABASE_URL, both are named', async () => {
  const none = await runSightline(['doctor'])
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('DATABASE_URL') })
})

const refused = (url: string, says: RegExp) => expect(openSession(url)).rejects.toThrow(says)

test('each way of not being reachable is told apart', async () => {
  await refused(changed({ pathname: '/nowhere' }), /no such database[\s\S]*\/nowhere/)
  await refused(changed({ search: 'sslmode=verify-full' }), /offers no encryption/)
  await refused(changed({ port: String(await freePort()) }), /Nothing listens at this address/)
  await refused(changed({ password: '' }), /wants a password|refuses this user/)
})

test('a server that is no Postgres is said to be none', async () => {
  const port = await freePort()
  const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>((resolve) => web.listen(port, '127.0.0.1', resolve))
  await refused(changed({ port: String(port) }), /port of a Postgres/)
  web.close()
})

test('what is not an address is not printed, for it may hold a password', async () => {
  for (const url of [
    'host=db password=hunter2',
    'postgres://me:hunter2@db:port/x',
    'https://me:hunter2@db',
  ]) {
    const error = await openSession(url).catch((reason: Error) => reason)
    expect(error).toBeInstanceOf(SightlineError)
    expect(String(error)).not.toContain('hunter2')
  }
})

test.each([
  {
    code: '28000',
    message: 'no pg_hba.conf entry for host "1.2.3.4", user "x", no encryption',
    says: 'encrypted',
  },
  { code: '28000', message: 'role "x" is not permitted to log in', says: 'does not let this user in' },
  { code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND nowhere', says: 'no host of this name' },
  {
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
    message: 'self-signed certificate in certificate chain',
    says: 'not trusted',
  },
  { code: '', message: 'timeout expired', says: 'does not answer' },
  { code: '53300', message: 'sorry, too many clients already', says: 'no connection left' },
])('the error $code is told as: $says', ({ code, message, says }) => {
  expect(connectionProblem(Object.assign(new Error(message), { code })).what).toContain(says)
})
