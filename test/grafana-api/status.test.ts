import { type FieldDifference, GrafanaApi, type GrafanaStatus, grafanaStatus } from 'sightline/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isJsonList, isJsonObject, type JsonObject } from '../../toolkit/foundation/json.ts'
import { grafanaLabel, type TestGrafana, testGrafana } from '../support/grafana/test-grafana.ts'
import { named, newProject, type PushedProject, pushedProject } from './pushed-project.ts'
import { smallProject } from './small-project.ts'

let grafana: TestGrafana
let api: GrafanaApi
beforeAll(async () => {
  grafana = await testGrafana()
  api = new GrafanaApi(grafana)
})
afterAll(() => expect(grafana.mistakes).toEqual([]))

/** What the status says of the only object that is not as it was pushed, and that a push puts it right. */
async function onlyDifference({
  desired,
  push,
}: PushedProject): Promise<GrafanaStatus['differences'][number]> {
  const { differences } = await grafanaStatus(api, desired)
  expect(named(differences)).toHaveLength(1)
  expect(named((await push()).changes)).toEqual(named(differences))
  expect((await grafanaStatus(api, desired)).differences).toEqual([])
  const [only] = differences
  if (!only) throw new Error('There is no difference.')
  return only
}

const fieldsOf = ({ fields }: { fields: readonly FieldDifference[] }) =>
  fields.map(({ field, wanted, found }) => [field, wanted, found])

/** Saves a dashboard as the browser does: the whole of it, read before, with its number and version. */
async function editDashboard(uid: string, edit: (dashboard: JsonObject) => JsonObject): Promise<void> {
  const { dashboard, meta } = await grafana.byHand('GET', `/api/dashboards/uid/${uid}`)
  if (!isJsonObject(dashboard) || !isJsonObject(meta)) throw new Error('no dashboard')
  await grafana.byHand('POST', '/api/dashboards/db', {
    dashboard: edit(dashboard),
    folderUid: meta.folderUid,
  })
}

const editPanels = (uid: string, edit: (panels: readonly JsonObject[]) => readonly JsonObject[]) =>
  editDashboard(uid, ({ panels, ...rest }) => {
    const list = isJsonList(panels) ? panels.filter(isJsonObject) : []
    return { ...rest, panels: edit(list) }
  })

async function editRule(uid: string, change: JsonObject): Promise<void> {
  const { list } = await grafana.byHand('GET', '/api/v1/provisioning/alert-rules')
  const rules = isJsonList(list) ? list.filter(isJsonObject) : []
  const found = rules.find((rule) => rule.uid === uid)
  await grafana.byHand('PUT', `/api/v1/provisioning/alert-rules/${uid}`, { ...found, ...change })
}

describe(`status (${grafanaLabel})`, () => {
  it('names everything that is missing where nothing was deployed', async () => {
    const { name, desired } = newProject(grafana)
    const status = await grafanaStatus(api, desired)
    expect(status.release).toBeNull()
    expect(status.identity.organization).toBe('Main Org.')
    expect(named(status.differences)).toContain(`missing contact point ${name}-team`)
    expect(status.differences).toHaveLength(8)
  })

  it('finds a panel that was edited by hand', async () => {
    const project = await pushedProject(grafana)
    await editPanels(`${project.name}-sales`, (panels) =>
      panels.map((panel) =>
        panel.title === 'Orders' ? { ...panel, title: 'Orders!', description: 'By hand.' } : panel,
      ),
    )
    expect(fieldsOf(await onlyDifference(project))).toEqual([
      ['panels › Orders › title', 'Orders', 'Orders!'],
      ['panels › Orders › description', 'Only for a test.', 'By hand.'],
    ])
  })

  it('finds a panel that was added or removed by hand', async () => {
    const project = await pushedProject(grafana)
    const extra = { id: 99, type: 'text', title: 'Note', gridPos: { x: 0, y: 99, w: 24, h: 3 } }
    await editPanels(`${project.name}-sales`, (panels) => [
      ...panels.filter(({ title }) => title !== 'Orders'),
      extra,
    ])
    const fields = fieldsOf(await onlyDifference(project))
    expect(fields.map(([field]) => field)).toEqual(['panels › Orders', 'panels › Note'])
    expect(fields[1]).toEqual(['panels › Note', undefined, extra])
  })

  it('does not take for an edit what Grafana fills in when a dashboard is saved', async () => {
    const { name, desired } = await pushedProject(grafana)
    await editDashboard(`${name}-sales`, (dashboard) => ({
      ...dashboard,
      fiscalYearStartMonth: 0,
      liveNow: false,
      preload: false,
      weekStart: '',
      timepicker: {},
      refresh: '',
      templating: { list: [] },
    }))
    expect((await grafanaStatus(api, desired)).differences).toEqual([])
  })

  it('finds a rule that was paused, and one that waits longer', async () => {
    const project = await pushedProject(grafana)
    await editRule(`${project.name}-no-revenue`, { isPaused: true })
    expect(fieldsOf(await onlyDifference(project))).toEqual([['isPaused', false, true]])
    await editRule(`${project.name}-no-revenue`, { for: '2h', labels: { severity: 'info' } })
    expect(fieldsOf(await onlyDifference(project))).toEqual([
      ['for', '90s', '2h'],
      ['labels › severity', 'warning', 'info'],
    ])
  })

  it('finds a rule group that is evaluated less often', async () => {
    const project = await pushedProject(grafana)
    const path = `/api/v1/provisioning/folder/${project.name}/rule-groups/${project.name}%20every%201m`
    await grafana.byHand('PUT', path, {
      title: `${project.name} every 1m`,
      folderUid: project.name,
      interval: 600,
    })
    expect(fieldsOf(await onlyDifference(project))).toEqual([['interval', 60, 600]])
  })

  it('finds a contact point that tells another channel, and one that is gone', async () => {
    const project = await pushedProject(grafana)
    const [{ integrations } = { integrations: [] }] = project.desired.contactPoints
    const [slack, pagerduty] = integrations
    const name = `${project.name}-team`
    await grafana.byHand('PUT', `/api/v1/provisioning/contact-points/${slack?.uid}`, {
      name,
      type: 'slack',
      settings: { recipient: '#elsewhere', token: 'xoxb-other' },
    })
    expect(fieldsOf(await onlyDifference(project))).toEqual([
      ['slack › recipient', '#shop', '#elsewhere'],
      ['slack › title', `{{ template "${name}.title" . }}`, undefined],
    ])
    await grafana.byHand('DELETE', `/api/v1/provisioning/contact-points/${pagerduty?.uid}`)
    expect(fieldsOf(await onlyDifference(project))).toEqual([['pagerduty', 'in place', undefined]])
  })

  it('finds a message template that says something else', async () => {
    const project = await pushedProject(grafana)
    const name = `${project.name}-team.title`
    const text = `{{ define "${name}" }}By hand.{{ end }}`
    await grafana.byHand('PUT', `/api/v1/provisioning/templates/${name}`, { template: text })
    expect(fieldsOf(await onlyDifference(project))).toEqual([
      ['text', `{{ define "${name}" }}{{ .CommonLabels.alertname }}: $5{{ end }}`, text],
    ])
  })

  it('finds a data source that is gone', async () => {
    const project = await pushedProject(grafana)
    await grafana.byHand('DELETE', `/api/datasources/uid/${project.name}-postgres`)
    expect(await onlyDifference(project)).toMatchObject({ kind: 'data source', state: 'missing' })
  })

  it('names the release that Grafana runs where it is not that of the definitions', async () => {
    const { name, desired } = await pushedProject(grafana)
    const newer = smallProject(name, { version: '2.0.0' })
    const status = await grafanaStatus(api, newer)
    expect(status).toMatchObject({ release: desired.version, differences: [] })
    expect(status.release).not.toBe(newer.version)
  })
})
