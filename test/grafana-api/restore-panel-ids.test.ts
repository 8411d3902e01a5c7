import { GrafanaApi, grafanaStatus, restorePanelIds } from 'sightline/engine'
import { expect, it } from 'vitest'
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../toolkit/foundation/json.ts'
import { grafanaLabel, type TestGrafana, testGrafana } from '../support/grafana/test-grafana.ts'
import { pushedProject } from './pushed-project.ts'

const grafana = await testGrafana()
const api = new GrafanaApi(grafana)

/** As Terraform's provider sends a dashboard that moves, and with what else somebody changes. */
async function loseIds({ byHand }: TestGrafana, uid: string, change: JsonObject = {}): Promise<void> {
  const { dashboard, meta } = await byHand('GET', `/api/dashboards/uid/${uid}`)
  const json = isJsonObject(dashboard) ? dashboard : {}
  const folderUid = isJsonObject(meta) ? String(meta.folderUid) : ''
  const panels = withoutIds(json.panels)
  await byHand('POST', '/api/dashboards/db', {
    dashboard: { ...json, ...change, panels },
    folderUid,
    overwrite: true,
  })
}

const withoutIds = (panels: Json | undefined): JsonObject[] =>
  (isJsonList(panels) ? panels.filter(isJsonObject) : []).map(({ id: _, ...panel }) => panel)

it(`panels that lost their ids get them back, and status is in step (${grafanaLabel})`, async () => {
  const { desired } = await pushedProject(grafana)
  const [first] = desired.dashboards
  expect(await restorePanelIds(api, desired)).toEqual([])
  await loseIds(grafana, first?.uid ?? '')
  const { differences } = await grafanaStatus(api, desired)
  expect(differences.map(({ uid }) => uid)).toEqual([first?.uid])
  expect(await restorePanelIds(api, desired)).toEqual([first?.title])
  expect((await grafanaStatus(api, desired)).differences).toEqual([])
})

it(`a dashboard that somebody edited as well is left as it is (${grafanaLabel})`, async () => {
  const { desired } = await pushedProject(grafana)
  await loseIds(grafana, desired.dashboards[0]?.uid ?? '', { title: 'Edited by hand' })
  expect(await restorePanelIds(api, desired)).toEqual([])
})
