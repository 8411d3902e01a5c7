import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSources } from 'sightline/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import project from '../../sightline.config.ts'
import { testDatabase } from '../support/database.ts'
import { repository, runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = await temporaryFolder()
const release = join(folder, 'release')

async function filesOf(root: string): Promise<Map<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return new Map(files.map((file, index) => [file.slice(root.length + 1), contents[index] ?? '']))
}

let files: Map<string, string>
beforeAll(async () => {
  const { code, stdout } = await runSightline(['build', '--out', release])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ytempire 0\.1\.0\+[0-9a-f]{12} /)
  expect(stdout).toContain('6 incremental views, 5 views')
  files = await filesOf(release)
})

test('building again, from whatever folder, gives the same bytes, and leaves nothing else behind', async () => {
  const again = join(folder, 'again')
  await runSightline(['build', '--out', again])
  expect(await filesOf(again)).toEqual(files)
  await runSightline(['build', '--config', join(repository, 'sightline.config.ts'), '--out', again], folder)
  expect(await filesOf(again)).toEqual(files)
  expect((await readdir(folder)).sort()).toEqual(['again', 'release'])
})

test('the manifest names every object with its hash, its file and what it needs', () => {
  const manifest = JSON.parse(files.get('manifest.json') ?? '')
  expect(manifest.version).toBe(`0.1.0+${manifest.contentHash.slice(0, 12)}`)
  const names = new Map(manifest.objects.map((object: { name: string }) => [object.name, object]))
  expect(names.get('analytics.cac_calculation')).toMatchObject({
    kind: 'view',
    hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    dependsOn: ['analytics.mrr_calculation', 'expenses', 'users'],
  })
  expect(names.get('ytempire-executive')).toMatchObject({
    kind: 'dashboard',
    dependsOn: ['analytics.channel_performance', 'analytics.mrr_calculation', 'channels', 'users', 'videos'],
  })
  for (const { file } of manifest.objects) expect(files.has(file)).toBe(true)
})

test('the SQL files create everything when they are run in the order of their names', async () => {
  const database = await testDatabase()
  const client = await database.connect()
  await createSources(
    client,
    project.definitions.filter((definition) => definition.kind === 'source'),
  )
  const statements = [...files.keys()]
    .filter((path) => path.startsWith('sql/') && !path.includes('-schedule-'))
    .sort()
  expect(statements.length).toBeGreaterThan(10)
  for (const path of statements) await client.query(files.get(path) ?? '')
  const { rows } = await client.query("select count(*) as views from pg_views where schemaname = 'analytics'")
  // Those of people, the benchmarks, and the whole query of each incremental one.
  expect(rows).toEqual([{ views: 17 }])
})

describe('the dashboards', () => {
  const dashboards = () =>
    [...files]
      .filter(([path]) => path.startsWith('grafana/dashboards/'))
      .map(([, content]) => JSON.parse(content))

  test('are the three of the specification, in the classic form', () => {
    expect(dashboards().map(({ title, schemaVersion }) => [title, schemaVersion])).toEqual([
      ['Channel Performance Analytics', 39],
      ['YTEMPIRE Executive Dashboard', 39],
      ['YTEMPIRE Operations Dashboard', 39],
    ])
  })

  test('number each panel once, and point every query to the data source of the release', () => {
    for (const { panels } of dashboards()) {
      const ids = panels.map(({ id }: { id: number }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const panel of panels) {
        for (const target of panel.targets ?? []) {
          expect(target.datasource).toEqual({
            type: 'grafana-postgresql-datasource',
            uid: 'ytempire-postgres',
          })
        }
      }
    }
  })

  test('have the twelve panels of the specification, and the row of what happens now', () => {
    const titles = dashboards().flatMap(({ panels }) =>
      panels
        .filter(({ type }: { type: string }) => type !== 'row')
        .map(({ title }: { title: string }) => title),
    )
    const live = ['API Requests per Minute', 'Revenue Today', 'Views per Minute']
    expect(titles.filter((title) => live.includes(title)).sort()).toEqual(live)
    expect(titles.filter((title) => !live.includes(title)).sort()).toEqual([
      'API Response Time',
      'Active Users',
      'Channel Performance Matrix',
      'Cost Per Video Trend',
      'Generation Success Rate',
      'MRR',
      'MRR Growth',
      'Revenue by Channel Tier',
      'Top Performing Videos',
      'Total Channels',
      'Videos Today',
      'YouTube Quota Usage',
    ])
  })
})

describe('the provisioning files', () => {
  const provisioning = (path: string) => parse(files.get(`grafana/provisioning/${path}`) ?? '')

  test('have the four rules in groups by how often they run', () => {
    const { groups } = provisioning('alerting/rules.yaml')
    const rules = groups.flatMap(({ interval, rules }: { interval: string; rules: { title: string }[] }) =>
      rules.map(({ title }) => [title, interval]),
    )
    expect(rules).toEqual([
      ['YouTube Quota Critical', '1m'],
      ['High Error Rate', '5m'],
      ['Video Generation Failures', '15m'],
      ['Revenue Target Miss', '1h'],
    ])
  })

  test('hold references to secrets, never secrets', () => {
    const { contactPoints } = provisioning('alerting/contact-points.yaml')
    const settings = contactPoints.flatMap(({ receivers }: { receivers: { settings: object }[] }) =>
      receivers.map((receiver) => receiver.settings),
    )
    expect(settings).toContainEqual({
      recipient: '#alerts',
      token: '$SLACK_TOKEN',
      title: '{{ template "ytempire.slack.title" . }}',
      text: '{{ template "ytempire.slack.text" . }}',
    })
    expect(settings).toContainEqual({ addresses: 'oncall@ytempire.com', singleEmail: true })
    expect(JSON.stringify(settings)).toContain('$PAGERDUTY_INTEGRATION_KEY')
  })

  test('let Grafana find the dashboards and the database through its environment', () => {
    const [provider] = provisioning('dashboards/sightline.yaml').providers
    expect(provider.options.path).toBe('$SIGHTLINE_RELEASE/grafana/dashboards')
    const [source] = provisioning('datasources/sightline.yaml').datasources
    expect(source).toMatchObject({
      uid: 'ytempire-postgres',
      secureJsonData: { password: '$SIGHTLINE_POSTGRES_PASSWORD' },
    })
  })

  test('send every rule to a contact point of the release', () => {
    const { groups } = provisioning('alerting/rules.yaml')
    const { contactPoints } = provisioning('alerting/contact-points.yaml')
    const names = contactPoints.map(({ name }: { name: string }) => name)
    for (const { rules } of groups) {
      for (const rule of rules) expect(names).toContain(rule.notification_settings.receiver)
    }
  })
})
