import { beforeAll, describe, expect, it } from 'vitest'
import { isJsonObject } from '../../toolkit/grafana-api/json.ts'
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

describe.sequential(`the command line (${grafanaLabel})`, () => {
  it('pushes with a line for each change, and says when there is none', async () => {
    const first = await run('push')
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('Bringing') })
    const [, ...lines] = first.stdout.split('\n')
    expect(lines.slice(0, 3)).toEqual([
      `  created  folder            Shop ${project.name}`,
      `  created  data source       ${project.name} Postgres`,
      '  created  dashboard         Sales',
    ])
    expect(first.stdout).toMatch(/^t\w+ 1\.0\.0\+[0-9a-f]{12}\n/)
    expect(first.stdout).toMatch(/3 changes in Grafana [\w.+-]+ at http\S+ \(Main Org\.\), \d\.\d\d s\n$/)
    expect((await run('push')).stdout).toContain('no changes in Grafana')
  })

  it('marks a release once, and says so in one line', async () => {
    const { code, stdout, stderr } = await run('mark')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^t\w+ 1\.0\.0\+[0-9a-f]{12}: marked already in Grafana at http\S+\n$/)
  })

  it('marks a release of which only the name is known, as a deploy does that has no config', async () => {
    const named = ['--project', project.name, '--folder', project.name, '--deployed', '1.0.0+other']
    const { code, stdout } = await runSightline(['mark', ...named], '/', {
      GRAFANA_URL: grafana.url,
      GRAFANA_TOKEN: grafana.token,
    })
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1.0.0+other: marked in'),
    })
    expect((await run('status')).stdout).toMatch(/grafana {3}1\.0\.0\+other, not this checkout's release/)
    expect(await run('mark')).toMatchObject({ code: 0, stdout: expect.stringMatching(/: marked in Grafana/) })
  })

  it('is in step with Grafana until somebody edits a dashboard', async () => {
    expect(await run('status')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/all there: Grafana[\s\S]*In step\.\n$/),
    })
    const { dashboard } = await grafana.byHand('GET', `/api/dashboards/uid/${project.name}-sales`)
    const edited = isJsonObject(dashboard) ? { ...dashboard, description: 'By hand.' } : {}
    await grafana.byHand('POST', '/api/dashboards/db', { dashboard: edited, folderUid: project.name })
    const { code, stdout } = await run('status')
    expect(code).toBe(1)
    expect(stdout).toContain(
      'differs    dashboard         Sales\n  description\n    - "What was sold."\n    + "By hand."\n',
    )
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    const json = await run('status', '--json', '--grafana', grafana.url)
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

  it('says which side runs which release', async () => {
    const { connectionString, connect } = await testDatabase()
    await (await connect()).query(
      'create table orders (order_id text primary key, day date, amount numeric(12, 2))',
    )
    const both = ['status', '--database', connectionString, '--grafana', grafana.url]
    expect((await run(...both)).stdout).toMatch(
      /database {2}nothing\n[\s\S]*the database and Grafana run different releases/,
    )
    expect(await run('apply', '--yes', '--database', connectionString)).toMatchObject({ code: 0 })
    expect(await run(...both)).toMatchObject({ code: 0, stdout: expect.stringMatching(/In step\.\n$/) })

    await project.edit('sightline.config.ts', "'1.0.0'", "'1.1.0'")
    const behind = await run(...both)
    expect(behind.code).toBe(1)
    expect(behind.stdout).toMatch(/database {2}1\.0\.0\S+, not this checkout's release\n/)
    expect(behind.stdout).toMatch(/grafana {3}1\.0\.0\S+, not this checkout's release\n/)
    expect(behind.stdout).toContain('what runs is not the release of this checkout')

    expect((await run('push')).stdout).toMatch(/^t\w+ 1\.1\.0\S+, after 1\.0\.0/)
    expect((await run(...both)).stdout).toContain('the database and Grafana run different releases')
    await project.edit('sightline.config.ts', "'1.1.0'", "'1.0.1'")
    expect((await run('push')).stderr).toMatch(
      /note That Grafana ran 1\.1\.0\S+, which is newer than 1\.0\.1/,
    )
  })
})

describe('wrong use', () => {
  const without = (variables: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    runSightline(args, undefined, { GRAFANA_URL: '', GRAFANA_TOKEN: '', DATABASE_URL: '', ...variables })

  it('of push without a Grafana or a token names what is missing', async () => {
    expect(await without({}, 'push')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('GRAFANA_URL'),
    })
    const { code, stderr } = await without({ GRAFANA_URL: 'http://localhost:3000' }, 'push')
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('GRAFANA_TOKEN') })
  })

  it('of mark with half of a release names what is missing', async () => {
    const { code, stderr } = await without(
      { GRAFANA_URL: 'http://localhost:1', GRAFANA_TOKEN: 'x' },
      'mark',
      '--deployed',
      '1',
    )
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--project NAME') })
  })

  it('of status without a database and a Grafana names both', async () => {
    const { code, stderr } = await without({}, 'status')
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--database .* --grafana/),
    })
  })
})
