import { thresholds } from 'sightline'
import {
  applyRelease,
  buildRelease,
  type ComparedGrafana,
  comparedRelease,
  createSources,
  type DiffReport,
  deployedRelease,
  desiredGrafana,
  desiredState,
  diffReleases,
  GrafanaApi,
  grafanaNow,
  pushGrafana,
} from 'sightline/engine'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { environment } from '../grafana-api/small-project.ts'
import { testDatabase } from '../support/database.ts'
import { grafanaLabel, removeLater, type TestGrafana, testGrafana } from '../support/grafana/test-grafana.ts'
import { now } from './support/run-case.ts'
import { numbersRow, orders, ordersGauge, revenueStat, type ShopOptions, shop } from './support/shop.ts'

let grafana: TestGrafana
let api: GrafanaApi
let compare: (deployed: ComparedGrafana, after: ShopOptions) => Promise<DiffReport>
const desired = desiredGrafana(buildRelease(shop()))

beforeAll(async () => {
  grafana = await testGrafana()
  api = new GrafanaApi(grafana)
  removeLater(grafana, desired.project)
  await pushGrafana(api, desired, { environment })
  const { connect, name } = await testDatabase()
  const client = await connect()
  await createSources(client, [orders])
  await applyRelease(client, { ...desiredState(buildRelease(shop())), readerRole: `reader_of_${name}` })
  compare = async (deployed, after) => {
    const project = shop(after)
    const base = await deployedRelease(client, 'shop', deployed)
    return diffReleases(base, comparedRelease(buildRelease(project), 'the working tree'), {
      connectionString: (database) => `${inject('server')}${database}`,
      sample: { project, now, scale: 1, seed: 1 },
    })
  }
})
afterAll(() => expect(grafana.mistakes).toEqual([]))

describe(`what is deployed, on a ${grafanaLabel}`, () => {
  test('is the release that was pushed', async () => {
    const { verdict, dashboards, alerts, notes } = await compare(await grafanaNow(api, desired), {})
    expect({ verdict, dashboards, alerts, notes }).toEqual({
      verdict: 'nothing',
      dashboards: [],
      alerts: [],
      notes: [],
    })
  })

  test('is compared with the working tree, numbers included', async () => {
    const stat = revenueStat({ thresholds: thresholds('red', [900, 'yellow'], [2000, 'green']) })
    const report = await compare(await grafanaNow(api, desired), {
      rows: [numbersRow(stat, ordersGauge())],
      alert: { for: '10m' },
    })
    expect(report.numbers[0]).toMatchObject({ where: 'shop/Revenue', difference: { kind: 'values' } })
    expect(report.dashboards[0]?.parts).toContainEqual(
      expect.objectContaining({
        name: 'Revenue',
        facts: [{ kind: 'threshold', text: 'threshold green from 1,500 to 2,000' }],
      }),
    )
    expect(report.alerts).toMatchObject([
      { name: 'Too many orders', facts: [{ kind: 'evaluation', text: 'pending period from 5m to 10m' }] },
    ])
  })
})
