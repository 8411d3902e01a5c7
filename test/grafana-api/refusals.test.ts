import { type DesiredGrafana, GrafanaApi, pushGrafana, SightlineError } from 'sightline/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grafanaLabel, type TestGrafana, testGrafana } from '../support/grafana/test-grafana.ts'
import { newProject, pushedProject } from './pushed-project.ts'
import { environment, page, smallProject } from './small-project.ts'

let grafana: TestGrafana
let api: GrafanaApi
beforeAll(async () => {
  grafana = await testGrafana()
  api = new GrafanaApi(grafana)
})
afterAll(() => expect(grafana.mistakes).toEqual([]))

/** The message of a push that is refused. */
async function refused(desired: DesiredGrafana, variables: Readonly<Record<string, string>> = environment) {
  const error: unknown = await pushGrafana(api, desired, { environment: variables }).catch((reason) => reason)
  expect(error).toBeInstanceOf(SightlineError)
  return String(error)
}

/** Nothing of a project that was refused is there. */
async function expectNothing({ dataSource, dashboards }: DesiredGrafana): Promise<void> {
  await expect(grafana.byHand('GET', `/api/datasources/uid/${dataSource.uid}`)).rejects.toThrow('404')
  for (const { uid } of dashboards)
    await expect(grafana.byHand('GET', `/api/dashboards/uid/${uid}`)).rejects.toThrow('404')
}

describe(`a push is refused, and nothing is done (${grafanaLabel})`, () => {
  it("where the folder holds somebody else's dashboards", async () => {
    const { name, desired } = newProject(grafana)
    await grafana.byHand('POST', '/api/folders', { uid: name, title: `Shop ${name}` })
    const dashboard = { uid: `${name}-theirs`, title: 'Thesis', panels: [] }
    await grafana.byHand('POST', '/api/dashboards/db', { dashboard, folderUid: name })
    expect(await refused(desired)).toMatch(
      /The folder "Shop \w+" holds dashboards that are not of \w+\.\n {2}value: Thesis \(\w+-theirs\)/,
    )
    await expectNothing(desired)
  })

  it('where another folder has the title', async () => {
    const { name, desired } = newProject(grafana)
    await grafana.byHand('POST', '/api/folders', { uid: `${name}-other`, title: `Shop ${name}` })
    expect(await refused(desired)).toContain(`its uid is ${name}-other; the project's folder has ${name}`)
    await expectNothing(desired)
    await grafana.byHand('DELETE', `/api/folders/${name}-other`)
  })

  it('where a dashboard or a rule of another folder has the uid', async () => {
    const { name } = await pushedProject(grafana)
    const folder = { uid: `${name}-two`, title: `Two ${name}` }
    const dashboardTaken = smallProject(name, { folder })
    expect(await refused(dashboardTaken)).toMatch(/dashboard with the uid \w+-sales stands in another folder/)
    const ruleTaken = smallProject(name, { folder, dashboards: [page(`${name}-two`, 'Sales', 'Revenue')] })
    expect(await refused(ruleTaken)).toMatch(/alert with the uid \w+-no-revenue stands in another folder/)
    await expect(grafana.byHand('GET', `/api/folders/${folder.uid}`)).rejects.toThrow('404')
  })

  it('where another data source has the name', async () => {
    const { name, desired } = newProject(grafana)
    const other = { uid: `${name}-other`, name: `${name} Postgres`, type: 'testdata', access: 'proxy' }
    await grafana.byHand('POST', '/api/datasources', other)
    expect(await refused(desired)).toContain(`its uid is ${name}-other`)
    await expectNothing(desired)
    await grafana.byHand('DELETE', `/api/datasources/uid/${name}-other`)
  })

  it('where a secret of a contact point is not set, naming the variables and no values', async () => {
    const { name, desired } = newProject(grafana)
    const { TEST_SLACK_TOKEN: _, TEST_PAGERDUTY_KEY: __, ...others } = environment
    const message = await refused(desired, others)
    expect(message).toContain(`The contact point ${name}-team has a secret that is not set.`)
    expect(message).toContain('TEST_SLACK_TOKEN, TEST_PAGERDUTY_KEY')
    await expectNothing(desired)
  })

  it('where the data source is missing and nothing says how to reach the database', async () => {
    const { desired } = newProject(grafana)
    const { SIGHTLINE_POSTGRES_HOST: _, SIGHTLINE_POSTGRES_PASSWORD: __, ...others } = environment
    const message = await refused(desired, others)
    expect(message).toContain('not set: SIGHTLINE_POSTGRES_HOST, SIGHTLINE_POSTGRES_PASSWORD')
    await expectNothing(desired)
  })
})
