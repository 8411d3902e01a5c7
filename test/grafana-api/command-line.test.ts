import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { requireGrafana } from '../../cli/grafana-access.ts'
import { isJsonObject } from '../../toolkit/foundation/json.ts'
import { testDatabase } from '../support/database.ts'
import { grafanaLabel, type TestGrafana, testGrafana } from '../support/grafana/test-grafana.ts'
import { runSightline } from '../support/run-sightline.ts'
import { type ProjectFolder, projectFolder } from './project-folder.ts'

let grafana: TestGrafana
let project: ProjectFolder
beforeAll(async () => {
  grafana = await testGrafana()
  project = await projectFolder(grafana)
})

const run = (...args: readonly string[]) => project.start(...args).outcome

describe.sequential(`the command line (${grafanaLabel})`, { timeout: 60_000 }, () => {
  it('pushes with a line for each change, and says when there is none', async () => {
    const first = await run('push')
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('Bringing') })
    const [title, ...lines] = first.stdout.split('\n')
    expect(title).toMatch(/^t\w+ 1\.0\.0\+[0-9a-f]{12}$/)
    expect(lines.slice(0, 3)).toEqual([
      `  created  folder            Shop ${project.name}`,
      `  created  data source       ${project.name} Postgres`,
      '  created  dashboard         Sales',
    ])
    expect(lines[3]).toMatch(/^ {2}3 changes in Grafana [\w.+-]+ at http\S+ \(Main Org\.\), \d\.\d\d s$/)
    expect((await run('push')).stdout).toContain('no changes in Grafana')
  })

  it('is in step on both sides until somebody edits a dashboard', async () => {
    const { connectionString, connect } = await testDatabase()
    const client = await connect()
    await client.query('create table orders (order_id text primary key, day date, amount numeric(12, 2))')
    expect(await run('apply', '--yes', '--database', connectionString)).toMatchObject({ code: 0 })
    const both = ['status', '--database', connectionString, '--grafana', grafana.url]
    expect(await run(...both)).toMatchObject({ code: 0, stdout: expect.stringMatching(/In step\.\n$/) })

    const { dashboard } = await grafana.byHand('GET', `/api/dashboards/uid/${project.name}-sales`)
    const edited = isJsonObject(dashboard) ? { ...dashboard, description: 'By hand.' } : {}
    await grafana.byHand('POST', '/api/dashboards/db', { dashboard: edited, folderUid: project.name })
    const { code, stdout } = await run(...both)
    expect(code).toBe(1)
    expect(stdout).toContain(
      'differs    dashboard         Sales\n  description\n    - "What was sold."\n    + "By hand."\n',
    )
    const json = await run('status', '--json')
    expect(json).toMatchObject({ code: 1, stderr: '' })
    expect(JSON.parse(json.stdout)).toMatchObject({
      inStep: false,
      database: null,
      grafana: { differences: [{ uid: `${project.name}-sales`, fields: [{ field: 'description' }] }] },
    })
    expect(JSON.parse((await run('push', '--json')).stdout)).toMatchObject({
      project: project.name,
      changes: [{ kind: 'dashboard', state: 'changed' }],
    })
  })

  it('marks a release once, in one line, also one of which only the name is known', async () => {
    const again = await run('mark')
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(again.stdout).toMatch(/^t\w+ 1\.0\.0\+[0-9a-f]{12}: marked already in Grafana at http\S+\n$/)
    const named = ['--project', project.name, '--folder', project.name, '--deployed', '1.1.0+other']
    const { stdout } = await runSightline(['mark', ...named], '/', {
      GRAFANA_URL: grafana.url,
      GRAFANA_TOKEN: grafana.token,
    })
    expect(stdout).toContain(`${project.name} 1.1.0+other: marked in Grafana`)
  })

  it('takes the marks of a project of which only the name is known away, and asks before', async () => {
    const other = ['--project', project.name, '--folder', `${project.name}-other`]
    await run('mark', ...other, '--deployed', '1.0.0')
    expect(await run('mark', '--remove', ...other)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--yes'),
    })
    const { stdout } = await run('mark', '--remove', '--yes', ...other)
    expect(stdout).toMatch(/^t\w+: 1 mark removed in Grafana at http/)
  })

  it('says that no panel has lost its id', async () => {
    expect(await run('restore-ids')).toEqual({ code: 0, stdout: 'No panel has lost its id.\n', stderr: '' })
    expect(JSON.parse((await run('restore-ids', '--json')).stdout)).toMatchObject({ dashboards: [] })
  })

  it('says that a push follows a newer release', async () => {
    const { stdout, stderr } = await run('push')
    expect(stdout).toMatch(/^t\w+ 1\.0\.0\S+, after 1\.1\.0\+other\n/)
    expect(stderr).toMatch(/note That Grafana ran 1\.1\.0\+other, which is newer than 1\.0\.0/)
  })
})

describe('wrong use', () => {
  const nothing = { GRAFANA_URL: '', GRAFANA_TOKEN: '', DATABASE_URL: '' }

  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it('of status without a database and a Grafana names both', async () => {
    const { code, stderr } = await runSightline(['status'], undefined, nothing)
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--database .* --grafana/),
    })
  })

  it('of mark with half of a release names what is missing', async () => {
    const access = { GRAFANA_URL: 'http://localhost:1', GRAFANA_TOKEN: 'token' }
    const { code, stderr } = await runSightline(['mark', '--deployed', '1'], undefined, access)
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--project NAME') })
  })

  it('without a Grafana or a token names the variables', () => {
    for (const [name, value] of Object.entries(nothing)) vi.stubEnv(name, value)
    expect(() => requireGrafana({})).toThrow('GRAFANA_URL')
    expect(() => requireGrafana({ grafana: 'http://localhost:3000' })).toThrow('GRAFANA_TOKEN')
  })
})
