import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { mailServer } from '../reports/mail-server.ts'
import { testDatabase } from '../support/database.ts'
import { type GitRepository, userRepository } from '../support/git-repository.ts'
import { testGrafana } from '../support/grafana/test-grafana.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { type Outcome, runSightline, startSightline } from '../support/run-sightline.ts'
import { projectOfEveryKind } from './project-of-every-kind.ts'

// It runs every command there is.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** Every command that does something, in words as they are typed, and what may stand after it. */
async function everyCommand(): Promise<{ command: string; words: readonly string[] }[]> {
  const { stdout } = await runSightline(['completion', 'bash', '--json'])
  return JSON.parse(stdout).commands
}

/** What a command is given besides --json, and how it ends: with a code, or `goes on` until it is interrupted. */
type Tried = readonly [ends: number | 'goes on', command: string, ...more: string[]]

/** Commands of one lane wait for each other: they use the same files, rows or server. Lanes go side by side. */
const lanes: readonly (readonly Tried[])[] = [
  [
    [0, 'build'],
    [0, 'completion', 'bash'],
    [0, 'init', 'new', '--yes'],
    [2, 'comment', 'comment.md'],
    [2, 'diff', 'no-such-revision'],
    [0, 'lineage'],
    [1, 'mutate'],
    [0, 'alerts noise', '--from', 'now-1h'],
    [0, 'demo'],
    ['goes on', 'preview'],
    ['goes on', 'report preview'],
  ],
  [
    [2, 'rollback', '--yes'],
    [0, 'releases'],
    [0, 'drift'],
    [0, 'import sources', '--folder', 'imported'],
    [2, 'import views', '--folder', 'imported'],
    [0, 'preflight'],
    [0, 'mark'],
    ['goes on', 'worker'],
    ['goes on', 'serve', '--port', 'PORT'],
  ],
  [
    [0, 'report render', 'daily', '--user', 'u1'],
    [0, 'report send', 'daily'],
    [0, 'report history'],
    [0, 'realtime simulate', '--rate', '1000', '--events', '10'],
    [0, 'realtime replay', '--from', '2026-01-01T00:00:00Z'],
    [0, 'cache invalidate', 'totals'],
    ['goes on', 'realtime worker'],
    ['goes on', 'realtime server', '--port', 'PORT'],
  ],
]

/** What the others need before them, and what none is left after. */
const first: readonly Tried[] = [
  [0, 'sample'],
  [0, 'apply', '--yes'],
]
const last: Tried = [0, 'destroy', '--yes']
const all = [...first, ...lanes.flat(), last]

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

/** Runs a command, in words as they are typed, with --json; one that goes on until it has told of something. */
async function outcomeOf([ends, command, ...more]: Tried): Promise<Outcome> {
  const port = String(await freePort())
  const given = more.map((word) => (word === 'PORT' ? port : word))
  const words = [...command.split(' '), ...given, '--json']
  const { child, output, outcome } = startSightline(words, repository.folder, environment)
  releaseLater(() => child.kill('SIGKILL'))
  if (ends !== 'goes on') return outcome
  const told = new Promise<void>((resolve) => {
    child.stdout.on('data', () => output().includes('{"event":"') && resolve())
  })
  await Promise.race([told, outcome])
  child.kill('SIGINT')
  return outcome
}

const outcomes = new Map<Tried, Promise<Outcome>>()
const after = async (before: Promise<unknown>, tried: Tried): Promise<Outcome> => {
  await before
  return outcomeOf(tried)
}

/** Begins each of a lane when the one before has ended, and tells when the last has. */
const begin = (lane: readonly Tried[], before: Promise<unknown>): Promise<unknown> =>
  lane.reduce((begun, tried) => {
    const outcome = after(begun, tried)
    outcomes.set(tried, outcome)
    return outcome
  }, before)

beforeAll(() => {
  const ready = begin(first, Promise.resolve())
  begin([last], Promise.all(lanes.map((lane) => begin(lane, ready))))
})

test('every command takes --json, and is tried with it', async () => {
  const commands = await everyCommand()
  expect(commands.filter(({ words }) => !words.includes('--json')).map(({ command }) => command)).toEqual([])
  const tried = [...all.map(([, name]) => name), ...Object.keys(elsewhere)].sort()
  expect(tried).toEqual(commands.map(({ command }) => command).sort())
  for (const file of new Set(Object.values(elsewhere)))
    expect(await readFile(new URL(`../${file}.test.ts`, import.meta.url), 'utf8')).toContain("'--json'")
})

const named = all.map((tried) => ({ tried, ends: tried[0], name: tried.slice(1).join(' ') }))

test.each(named.filter(({ ends }) => ends !== 'goes on'))(
  '$name --json prints one document, and ends with $ends',
  async ({ tried, ends }) => {
    const outcome = await outcomes.get(tried)
    const document: unknown = JSON.parse(outcome?.stdout ?? '')
    expect(outcome?.code, `${outcome?.stdout}${outcome?.stderr}`).toBe(ends)
    if (ends === 2) expect(document).toMatchObject({ error: { code: expect.any(String) } })
  },
)

test.each(named.filter(({ ends }) => ends === 'goes on'))(
  '$name --json prints a line for each event',
  async ({ tried }) => {
    const outcome = await outcomes.get(tried)
    const lines = (outcome?.stdout ?? '').trimEnd().split('\n')
    const events = lines.map((line): unknown => JSON.parse(line))
    expect(events).toEqual(events.map(() => expect.objectContaining({ event: expect.any(String) })))
    expect(outcome?.code).toBe(0)
  },
)
