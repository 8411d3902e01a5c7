import {
  buildRelease,
  desiredGrafana,
  GrafanaApi,
  grafanaStatus,
  planGrafana,
  pushGrafana,
} from 'sightline/engine'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { removeLater, testGrafana, uniqueName } from '../support/grafana/test-grafana.ts'
import { projectWithFolders } from './project-with-folders.ts'
import { named } from './pushed-project.ts'
import { environment } from './small-project.ts'

const grafana = await testGrafana()
const api = new GrafanaApi(grafana)

it('a push makes folders within folders, puts dashboards and alerts into them, moves them, and then finds them there', async () => {
  const name = uniqueName()
  removeLater(grafana, name)
  const push = async (place?: Parameters<typeof projectWithFolders>[1]) => {
    const desired = desiredGrafana(buildRelease(projectWithFolders(name, place)))
    const { changes } = await pushGrafana(api, desired, { environment })
    expect((await grafanaStatus(api, desired)).differences).toEqual([])
    return named(changes.filter(({ kind }) => kind === 'folder' || kind === 'dashboard'))
  }
  expect(await push()).toEqual([
    `missing folder Shop ${name}`,
    'missing folder Finance',
    'missing folder Payroll',
    'missing dashboard Sales',
    'missing dashboard Money',
    'missing dashboard Wages',
  ])
  expect(await push()).toEqual([])
  expect(await push((finance) => finance)).toEqual(['changed dashboard Wages'])
  const { there } = await planGrafana(api, desiredGrafana(buildRelease(projectWithFolders(name))))
  expect(there).toMatchObject({
    folders: [`${name}-finance`, `${name}-payroll`],
    ruleGroups: [`${name}:${name} every 1m`, `${name}-payroll:${name} every 1m`],
  })
  expect(grafana.mistakes).toEqual([])
})

it('a Grafana that reads files has each of them at the top, under its whole title', () => {
  const release = buildRelease(projectWithFolders('shop'))
  const file = (path: string) => parse(release.files.find((one) => one.path === path)?.content ?? '')
  const { providers } = file('grafana/provisioning/dashboards/sightline.yaml')
  expect(providers).toMatchObject([
    { name: 'shop', folder: 'Shop shop' },
    { name: 'shop shop-finance', folder: 'Shop shop / Finance' },
    { name: 'shop shop-payroll', folder: 'Shop shop / Finance / Payroll' },
  ])
  for (const [index, uid] of ['shop-sales', 'shop-money', 'shop-wages'].entries()) {
    const place = providers[index].options.path.replace('$SIGHTLINE_RELEASE/', '')
    expect(release.files.map(({ path }) => path)).toContain(`${place}/${uid}.json`)
  }
  const { groups } = file('grafana/provisioning/alerting/rules.yaml')
  expect(groups).toMatchObject([
    { name: 'shop every 1m', folder: 'Shop shop' },
    { name: 'shop every 1m', folder: 'Shop shop \\/ Finance \\/ Payroll' },
  ])
})
