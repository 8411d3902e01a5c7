import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import { beforeAll, expect, test, vi } from 'vitest'
import { commandsNamed } from '../../cli/commands.ts'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { mailServer } from '../reports/mail-server.ts'
import { testDatabase } from '../support/database.ts'
import { type GitRepository, userRepository } from '../support/git-repository.ts'
import { testGrafana } from '../support/grafana/test-grafana.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { startSightline } from '../support/run-sightline.ts'
import { projectOfEveryKind } from './project-of-every-kind.ts'

// It runs every command there is.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** Every command that does something, in words as they are typed. */
async function everyCommand(): Promise<{ name: string; options: readonly string[] }[]> {
  const program = new Command('sightline')
  for (const add of await commandsNamed(undefined)) add(program, () => {})
  const below = (command: Command, name: string): { name: string; options: readonly string[] }[] =>
    command.commands.length > 0
      ? command.commands.flatMap((one) => below(one, `${name} ${one.name()}`.trim()))
      : [{ name, options: command.options.flatMap(({ long }) => long ?? []) }]
  return below(program, '')
}

type Tried = readonly [code: number, command: string, ...more: string[]]

/** What each command that ends is given besides --json, and how it ends. */
const ending: readonly Tried[] = [
  [0, 'sample'],
  [0, 'build'],
  [0, 'completion', 'bash'],
  [0, 'init', 'new', '--yes'],
  [0, 'apply', '--yes'],
  [2, 'rollback', '--yes'],
  [0, 'releases'],
  [0, 'drift'],
  [0, 'import sources', '--folder', 'imported'],
  [2, 'import views', '--folder', 'imported'],
  [0, 'report render', 'daily', '--user', 'u1'],
  [0, 'report send', 'daily'],
  [0, 'report history'],
  [0, 'mark'],
  [0, 'realtime simulate', '--rate', '1000', '--events', '10'],
  [0, 'realtime replay', '--from', '2026-01-01T00:00:00Z'],
  [0, 'cache invalidate', 'totals'],
  [0, 'preflight'],
  [2, 'comment', 'comment.md'],
  [0, 'lineage'],
  [1, 'mutate'],
  [0, 'alerts noise', '--from', 'now-1h'],
  [2, 'diff', 'no-such-revision'],
  [0, 'demo'],
]

/** What each command that goes on is given, until it is interrupted. */
const going: readonly (readonly [command: string, ...more: string[]])[] = [
  ['preview'],
  ['report preview'],
  ['serve', '--port', 'PORT'],
  ['worker'],
  ['realtime worker'],
  ['realtime server', '--port', 'PORT'],
]

/** The tests of commands that try --json themselves. */
const elsewhere: Readonly<Record<string, string>> = {
  'alerts backtest': 'backtest/command',
  audit: 'cli/audit',
  check: 'cli/check',
  dev: 'cli/dev',
  doctor: 'doctor/doctor-command',
  export: 'exports/export-command',
  list: 'cli/list',
  open: 'cli/dev',
  partition: 'partition/partition-command',
  plan: 'deploy/command-line',
  push: 'grafana-api/command-line',
  'realtime dead-letters': 'realtime/command-line',
  'realtime status': 'realtime/command-line',
  refresh: 'schedules/refresh',
  'restore-ids': 'grafana-api/command-line',
  schedules: 'schedules/schedules-command',
  screenshot: 'preview/preview-command',
  status: 'grafana-api/command-line',
  test: 'proofs/documented',
  tune: 'tune/command',
}

let repository: GitRepository
let environment: Record<string, string>
beforeAll(async () => {
  const [database, redis, grafana, mail] = await Promise.all([
    testDatabase(),
    testRedis(),
    testGrafana(),
    mailServer(),
  ])
  repository = await userRepository()
  for (const [path, text] of Object.entries(projectOfEveryKind)) repository.write(path, text)
  repository.commit('A project')
  environment = {
    DATABASE_URL: database.connectionString,
    REDIS_URL: redis.url,
    GRAFANA_URL: grafana.url,
    GRAFANA_TOKEN: grafana.token,
    SMTP_URL: mail.url,
    REPORTS_FROM: 'reports@example.com',
    SIGHTLINE_TOKENS: ['publish', 'read', 'export'].map((right) => `${right}=${right.repeat(8)}`).join(','),
  }
})

/** Runs a command, in words as they are typed, with --json. */
async function started([command = '', ...more]: readonly string[]) {
  const port = String(await freePort())
  const given = more.map((word) => (word === 'PORT' ? port : word))
  const running = startSightline([...command.split(' '), ...given, '--json'], repository.folder, environment)
  releaseLater(() => running.child.kill('SIGKILL'))
  return running
}

test('every command takes --json, and is tried with it', async () => {
  const commands = await everyCommand()
  expect(commands.filter(({ options }) => !options.includes('--json')).map(({ name }) => name)).toEqual([])
  const here = [...ending.map(([, name]) => name), ...going.map(([name]) => name), 'destroy']
  const tried = [...here, ...Object.keys(elsewhere)].sort()
  expect(tried).toEqual(commands.map(({ name }) => name).sort())
  for (const file of new Set(Object.values(elsewhere)))
    expect(await readFile(new URL(`../${file}.test.ts`, import.meta.url), 'utf8')).toContain("'--json'")
})

const endings = ending.map(([code, ...command]) => ({ code, command, name: command.join(' ') }))

test.each(endings)('$name --json prints one document, and ends with $code', async ({ code, command }) => {
  const { outcome } = await started(command)
  const { stdout, stderr, code: ended } = await outcome
  const document: unknown = JSON.parse(stdout)
  expect(ended, stdout + stderr).toBe(code)
  if (code === 2) expect(document).toMatchObject({ error: { code: expect.any(String) } })
})

test.each(going)('%s --json prints a line for each event', async (...command) => {
  const { child, output, outcome } = await started(command)
  const hasBegun = vi.waitFor(() => expect(output()).toContain('{"event":"'), {
    timeout: 60_000,
    interval: 50,
  })
  await Promise.race([hasBegun, outcome])
  child.kill('SIGINT')
  const { code, stdout } = await outcome
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(events).toEqual(events.map(() => expect.objectContaining({ event: expect.any(String) })))
  expect(code).toBe(0)
})

test('destroy --json prints one document', async () => {
  const { outcome } = await started(['destroy', '--yes'])
  const { code, stdout } = await outcome
  expect(JSON.parse(stdout)).toMatchObject({ outcome: expect.any(String) })
  expect(code).toBe(0)
})
