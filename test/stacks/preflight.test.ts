import { beforeAll, describe, expect, it } from 'vitest'
import { type ProjectFolder, projectFolder } from '../grafana-api/project-folder.ts'
import { testDatabase } from '../support/database.ts'
import { grafanaLabel, type TestGrafana, testGrafana } from '../support/grafana/test-grafana.ts'
import { type Outcome, runSightline } from '../support/run-sightline.ts'

let grafana: TestGrafana
let project: ProjectFolder
let environment: Record<string, string> = {}
let relations: () => Promise<string[]>

beforeAll(async () => {
  grafana = await testGrafana()
  project = await projectFolder(grafana)
  const { connectionString, connect } = await testDatabase()
  const client = await connect()
  await client.query('create table orders (order_id text primary key, day date, amount numeric(12, 2))')
  relations = async () => {
    const { rows } = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace order by 1`,
    )
    return rows.map(({ name }) => name)
  }
  await project.start('build', '--out', 'release').outcome
  const { hostname, port, pathname, username, password } = new URL(connectionString)
  environment = {
    DATABASE_URL: 'postgres:///',
    PGHOST: hostname,
    PGPORT: port,
    PGDATABASE: pathname.slice(1),
    PGUSER: username,
    PGPASSWORD: decodeURIComponent(password),
    PGSSLMODE: 'disable',
    GRAFANA_URL: grafana.url,
    GRAFANA_TOKEN: grafana.token,
  }
})

/** The first step of a stack, as Terraform runs it. */
const preflight = (more: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
  runSightline(['plan', '--release', 'release', '--grafana', grafana.url], project.folder, {
    ...environment,
    ...more,
  })

describe.sequential(`the look at both sides before a deploy (${grafanaLabel})`, { timeout: 60_000 }, () => {
  it('shows what would change on either, and changes nothing', async () => {
    const { code, stdout } = await preflight()
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('Grafana\n') })
    expect(stdout).toContain(`  create   folder            Shop ${project.name}`)
    expect(stdout).toContain('  create   dashboard         Sales')
    expect(await relations()).toEqual(['orders', 'orders_pkey'])
    expect((await preflight()).stdout).toBe(stdout)
  })

  it('stops at a Grafana that refuses the token, and does not show it', async () => {
    const { code, stdout, stderr } = await preflight({ GRAFANA_TOKEN: 'a-wrong-token' })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error .*token/)
    expect(stdout + stderr).not.toContain('a-wrong-token')
  })

  it('stops at a database that cannot be reached', async () => {
    expect(await preflight({ PGPORT: '1' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Nothing listens at this address'),
    })
  })

  it("stops at a folder that somebody else's dashboards use, with their names", async () => {
    const folder = { uid: project.name, title: `Shop ${project.name}` }
    await grafana.byHand('POST', '/api/folders', folder)
    const dashboard = { uid: `${project.name}-theirs`, title: 'Theirs', panels: [] }
    await grafana.byHand('POST', '/api/dashboards/db', { dashboard, folderUid: folder.uid })
    const { code, stderr } = await preflight()
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('holds dashboards') })
    expect(stderr).toContain('Theirs')
    await grafana.byHand('DELETE', `/api/dashboards/uid/${dashboard.uid}`)
  })

  it('stops at a release that is older than the deployed one', async () => {
    await project.edit('sightline.config.ts', "version: '1.0.0'", "version: '2.0.0'")
    const deployed = await runSightline(['apply', '--yes'], project.folder, environment)
    expect(deployed).toMatchObject({ code: 0 })
    expect(await preflight()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('This release is older than the deployed one, 2.0.0+'),
    })
  })
})
