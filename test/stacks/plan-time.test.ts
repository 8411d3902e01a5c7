import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { quoteLiteral } from '../../toolkit/sql/identifier.ts'
import { type ProjectFolder, projectFolder } from '../grafana-api/project-folder.ts'
import { testDatabase } from '../support/database.ts'
import { grafanaLabel, type TestGrafana, testGrafana } from '../support/grafana/test-grafana.ts'
import { releaseLater } from '../support/resources.ts'
import { runSightline } from '../support/run-sightline.ts'

let grafana: TestGrafana
let project: ProjectFolder
const readerPassword = `it's a "password" @ ${randomUUID()}`
let variables: Record<string, string> = {}
let database: { url: string; query: (sql: string) => Promise<unknown> }

/** The project of the tests, whose panel reads a view of its own. */
async function addView({ folder }: ProjectFolder): Promise<void> {
  const orders = join(folder, 'orders.ts')
  const text = await readFile(orders, 'utf8')
  await writeFile(
    orders,
    `${text.replace('{ source }', '{ from, source, view }')}
const query = from(orders).selectFrom('orders').select((eb) => ['day', eb.fn.sum<number>('amount').as('revenue')]).groupBy('day')
export const daily = view('shop_daily', { description: 'Revenue by day.', grain: ['day'], columns: { day: 'The day.', revenue: 'Dollars.' }, query })
`,
  )
}

beforeAll(async () => {
  grafana = await testGrafana()
  project = await projectFolder(grafana)
  await addView(project)
  await project.edit('sightline.config.ts', 'sample:', `readerRole: '${project.name}', sample:`)
  await project.edit('sightline.config.ts', '[orders, sales]', '[orders, daily, sales]')
  await project.edit('sightline.config.ts', '{ orders }', '{ daily, orders }')
  await project.edit('dashboard.ts', '{ orders }', '{ daily }')
  await project.edit(
    'dashboard.ts',
    "from(orders).selectFrom('orders')",
    "from(daily).selectFrom('shop_daily')",
  )
  await project.edit('dashboard.ts', "'amount'", "'revenue'")
  const { connectionString, connect } = await testDatabase()
  const client = await connect()
  database = { url: connectionString, query: (sql) => client.query(sql) }
  await database.query('create table orders (order_id text primary key, day date, amount numeric(12, 2))')
  const built = await project.start('build', '--out', 'release').outcome
  expect(built).toMatchObject({ code: 0, stderr: '' })
  const { hostname, port, pathname, username, password } = new URL(connectionString)
  variables = {
    TF_VAR_postgres_host: hostname,
    TF_VAR_postgres_port: port,
    TF_VAR_postgres_database: pathname.slice(1),
    TF_VAR_postgres_username: username,
    TF_VAR_postgres_password: decodeURIComponent(password) || 'unused',
    TF_VAR_postgres_sslmode: 'disable',
    TF_VAR_reader_password: readerPassword,
    TF_VAR_grafana_url: grafana.url,
    TF_VAR_grafana_token: grafana.token,
  }
})

/** What Terraform is told while it plans. */
async function look(more: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
  const { code, stdout, stderr } = await runSightline(['preflight', '--release', 'release'], project.folder, {
    ...variables,
    ...more,
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const answer: Record<string, string> = JSON.parse(stdout)
  expect(Object.values(answer).every((value) => typeof value === 'string')).toBe(true)
  return answer
}

const apply = async (...args: string[]) =>
  expect(
    await runSightline(
      ['apply', '--yes', '--release', 'release', '--database', database.url, ...args],
      project.folder,
    ),
  ).toMatchObject({ code: 0 })

describe.sequential(`the look at both sides while Terraform plans (${grafanaLabel})`, {
  timeout: 60_000,
}, () => {
  it('finds nothing on new ones', async () => {
    expect(await look()).toMatchObject({
      pg_cron: '',
      reader: '',
      folder: '',
      data_source: '',
      data_sources: '[]',
      contact_points: '[]',
    })
  })

  it('is another one until the release is deployed, and stays as it was when that was planned', async () => {
    expect(await look()).toMatchObject({ deployment: '1', refusal: '' })
    await apply('--phase', 'expand')
    expect(await look()).toMatchObject({ deployment: '1', refusal: '' })
    await apply('--phase', 'contract')
    expect(await look()).toMatchObject({ deployment: '1', refusal: '' })
  })

  it('refuses in words where somebody changed a view by hand', async () => {
    await database.query(
      'create or replace view public.shop_daily as select day, 0::numeric as revenue from orders',
    )
    expect((await look()).refusal).toMatch(/^shop_daily: .* changed by hand; `sightline apply --repair`/)
    await apply('--repair')
    expect(await look()).toMatchObject({ refusal: '' })
  })

  it('asks for another deployment where a view is gone, and then stays', async () => {
    const { deployment: before } = await look()
    const after = String(Number(before) + 1)
    await database.query('drop view public.shop_daily')
    expect(await look()).toMatchObject({ deployment: after, refusal: '' })
    await apply()
    expect(await look()).toMatchObject({ deployment: after, refusal: '' })
  })

  it('asks for another deployment after another release took its place', async () => {
    const { deployment: before } = await look()
    await project.edit('sightline.config.ts', '1.0.0', '1.1.0')
    await project.edit('orders.ts', "'Revenue by day.'", "'Revenue of a day.'")
    const other = ['apply', '--yes', '--database', database.url]
    expect(await runSightline(other, project.folder)).toMatchObject({ code: 0 })
    expect(await look()).toMatchObject({ refusal: expect.stringContaining('older than the deployed one') })
    const back = ['rollback', '--yes', '--database', database.url]
    expect(await runSightline(back, project.folder)).toMatchObject({ code: 0 })
    expect(await look()).toMatchObject({ deployment: String(Number(before) + 1), refusal: '' })
  })

  it('says in words what stands in the way of it, without a secret', async () => {
    const refused = await look({ TF_VAR_grafana_token: 'a-wrong-token' })
    expect(refused.refusal).toContain('token')
    expect(refused.refusal).not.toContain('a-wrong-token')
    expect(await look({ TF_VAR_postgres_port: '1' })).toMatchObject({
      refusal: expect.stringContaining('Nothing listens at this address'),
    })
    expect(await look({ TF_VAR_grafana_url: '' })).toMatchObject({
      refusal: expect.stringContaining('TF_VAR_grafana_url'),
    })
  })

  it('takes over the reader that apply made, and uses one of somebody else whose password it knows', async () => {
    releaseLater(async () => {
      await database.query(`drop owned by ${project.name}`)
      await database.query(`drop role ${project.name}`)
    })
    expect(await look()).toMatchObject({ reader: 'adopt', reader_refusal: '' })
    await database.query(`comment on role ${project.name} is null`)
    expect(await look()).toMatchObject({
      refusal: '',
      reader: 'locked',
      reader_refusal: expect.stringContaining(`ALTER ROLE "${project.name}" LOGIN PASSWORD`),
    })
    await database.query(`alter role ${project.name} login password ${quoteLiteral(readerPassword)}`)
    expect(await look()).toMatchObject({ reader: 'there', reader_refusal: '' })
    expect(await look({ TF_VAR_reader_password: 'another' })).toMatchObject({ reader: 'locked' })
  })

  it('sees the folder and the data source that push made', async () => {
    expect(await project.start('push').outcome).toMatchObject({ code: 0 })
    expect(await look()).toMatchObject({ refusal: '', folder: 'there', data_source: 'there' })
  })
})
