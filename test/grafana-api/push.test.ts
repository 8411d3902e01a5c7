import { GrafanaApi, grafanaStatus, pushGrafana } from 'sightline/engine'
import { email } from 'sightline/integrations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isJsonList } from '../../toolkit/foundation/json.ts'
import { grafanaLabel, type TestGrafana, testGrafana } from '../support/grafana/test-grafana.ts'
import { named, pushedProject } from './pushed-project.ts'
import { alert, page, smallProject, tells } from './small-project.ts'

let grafana: TestGrafana
let api: GrafanaApi
beforeAll(async () => {
  grafana = await testGrafana()
  api = new GrafanaApi(grafana)
})
afterAll(() => expect(grafana.mistakes).toEqual([]))

const listOf = async (path: string) => {
  const { list } = await grafana.byHand('GET', path)
  return isJsonList(list) ? list : []
}

describe(`push (${grafanaLabel})`, () => {
  it('creates folder, data source, message template, contact point, dashboards and rules', async () => {
    const { name, first } = await pushedProject(grafana)
    expect(named(first.changes)).toEqual([
      `missing folder Shop ${name}`,
      `missing data source ${name} Postgres`,
      `missing message template ${name}-team.title`,
      `missing contact point ${name}-team`,
      'missing dashboard Sales',
      'missing dashboard Stock',
      'missing alert No revenue',
      'missing alert Slow day',
    ])
    expect(first.before).toBeUndefined()
    expect(await grafana.byHand('GET', `/api/folders/${name}`)).toMatchObject({ title: `Shop ${name}` })
    expect(await grafana.byHand('GET', `/api/datasources/uid/${name}-postgres`)).toMatchObject({
      type: 'grafana-postgresql-datasource',
      url: 'db.example.com:5432',
      user: 'grafana_reader',
      jsonData: { database: 'shop', sslmode: 'verify-full' },
      secureJsonFields: { password: true },
    })
    const group = `/api/v1/provisioning/folder/${name}/rule-groups`
    expect(await grafana.byHand('GET', `${group}/${name}%20every%201h`)).toMatchObject({
      interval: 3600,
      rules: [{ title: 'Slow day', notification_settings: { receiver: `${name}-team` } }],
    })
    expect(await grafana.byHand('GET', `${group}/${name}%20every%201m`)).toMatchObject({ interval: 60 })
  })

  it('sends a dollar sign as it is, and a secret as its value', async () => {
    const { name } = await pushedProject(grafana)
    const rule = await grafana.byHand(
      'GET',
      `/api/v1/provisioning/folder/${name}/rule-groups/${name}%20every%201m`,
    )
    expect(rule).toMatchObject({
      rules: [{ annotations: { description: 'Costs $5: look at {{ $labels.shop }}.' } }],
    })
    const ways = await listOf(`/api/v1/provisioning/contact-points?name=${name}-team`)
    expect(JSON.stringify(ways)).not.toContain('secret')
    expect(JSON.stringify(ways)).toContain('[REDACTED]')
  })

  it('leaves rules and contact points open to edits in the browser', async () => {
    const { name } = await pushedProject(grafana)
    const rules = await listOf('/api/v1/provisioning/alert-rules')
    const ours = rules.filter((rule) => JSON.stringify(rule).includes(`"${name}"`))
    expect(ours).toHaveLength(2)
    expect(JSON.stringify(ours)).not.toMatch(/"provenance":"(api|file)"/)
  })

  it('changes nothing the second time', async () => {
    const { push } = await pushedProject(grafana)
    const again = await push()
    expect(again).toMatchObject({ changes: [], mark: undefined })
  })

  it('is in step with what it pushed', async () => {
    const { desired } = await pushedProject(grafana)
    expect(await grafanaStatus(api, desired)).toMatchObject({ release: desired.version, differences: [] })
  })

  it('sends only what differs', async () => {
    const { name, push } = await pushedProject(grafana)
    const changed = await push({
      dashboards: [page(name, 'Sales', 'Income', 'Orders'), page(name, 'Stock', 'Boxes')],
    })
    expect(named(changed.changes)).toEqual(['changed dashboard Sales'])
    expect(changed.changes[0]?.fields).toContainEqual({
      field: 'panels › Income › title',
      wanted: 'Income',
      found: 'Revenue',
    })
  })

  it('removes dashboards and rules of its own that are gone, also where another takes their title', async () => {
    const { name, push } = await pushedProject(grafana)
    const contact = tells(`${name}-team`)
    const renamed = { ...page(name, 'Stock', 'Boxes'), uid: `${name}-store` }
    const { changes } = await push({
      contact,
      dashboards: [page(name, 'Sales', 'Revenue', 'Orders'), renamed],
      alerts: [alert(name, 'No revenue', contact)],
    })
    expect(named(changes)).toEqual([
      'missing dashboard Stock',
      'left over dashboard Stock',
      'left over alert Slow day',
    ])
    await expect(grafana.byHand('GET', `/api/dashboards/uid/${name}-stock`)).rejects.toThrow('404')
    expect(
      await push({
        contact,
        dashboards: [page(name, 'Sales', 'Revenue', 'Orders'), renamed],
        alerts: [alert(name, 'No revenue', contact)],
      }),
    ).toMatchObject({ changes: [] })
  })

  it('moves a rule that runs more often to its new group', async () => {
    const { name, push } = await pushedProject(grafana)
    const contact = tells(`${name}-team`)
    const alerts = [alert(name, 'No revenue', contact), alert(name, 'Slow day', contact, '10s')]
    expect(named((await push({ contact, alerts })).changes)).toEqual(['changed alert Slow day'])
    const group = `/api/v1/provisioning/folder/${name}/rule-groups/${name}%20every%2010s`
    expect(await grafana.byHand('GET', group)).toMatchObject({ interval: 10, rules: [{ title: 'Slow day' }] })
    expect((await push({ contact, alerts })).changes).toEqual([])
  })

  it('adds and removes the ways of a contact point', async () => {
    const { name, push } = await pushedProject(grafana)
    const more = tells(`${name}-team`, email({ to: ['a@example.com'] }))
    const both = (contact: typeof more) => [
      alert(name, 'No revenue', contact),
      alert(name, 'Slow day', contact, '1h'),
    ]
    const added = await push({ contact: more, alerts: both(more) })
    expect(added.changes).toMatchObject([
      { kind: 'contact point', fields: [{ field: 'email', found: undefined }] },
    ])
    const less = tells(`${name}-team`)
    const removed = await push({ contact: less, alerts: both(less) })
    expect(removed.changes).toMatchObject([
      { kind: 'contact point', fields: [{ field: 'email', found: 'in place' }] },
    ])
    expect(await listOf(`/api/v1/provisioning/contact-points?name=${name}-team`)).toHaveLength(2)
  })

  it('renames the folder', async () => {
    const { name, push } = await pushedProject(grafana)
    const folder = { uid: name, title: `Store ${name}` }
    expect(named((await push({ folder })).changes)).toEqual([`changed folder Store ${name}`])
    expect((await push({ folder })).changes).toEqual([])
  })

  it('needs no secret and no password where nothing is sent that has one', async () => {
    const { name } = await pushedProject(grafana)
    const dashboards = [page(name, 'Sales', 'Revenue')]
    const result = await pushGrafana(api, smallProject(name, { dashboards }), { environment: {} })
    expect(named(result.changes)).toEqual(['changed dashboard Sales', 'left over dashboard Stock'])
  })
})
