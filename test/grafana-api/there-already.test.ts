import { GrafanaApi, planGrafana } from 'sightline/engine'
import { expect, it } from 'vitest'
import { grafanaLabel, testGrafana } from '../support/grafana/test-grafana.ts'
import { newProject, pushedProject } from './pushed-project.ts'

it(`a plan says what of a release a Grafana has already, whoever made it (${grafanaLabel})`, async () => {
  const grafana = await testGrafana()
  const api = new GrafanaApi(grafana)
  const { desired: fresh } = newProject(grafana)
  expect((await planGrafana(api, fresh)).there).toEqual({
    folder: false,
    dataSource: false,
    dataSources: [],
    folders: [],
    contactPoints: [],
    muteTimings: [],
    ruleGroups: [],
  })
  const { name, desired } = await pushedProject(grafana)
  expect((await planGrafana(api, desired)).there).toEqual({
    folder: true,
    dataSource: true,
    dataSources: [],
    folders: [],
    contactPoints: [`${name}-team`],
    muteTimings: [],
    ruleGroups: [`${name}:${name} every 1m`, `${name}:${name} every 1h`],
  })
})
