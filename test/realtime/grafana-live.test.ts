import { once } from 'node:events'
import { createServer } from 'node:http'
import { dashboard, defineProject, liveStatPanel, row } from 'sightline'
import { buildRelease } from 'sightline/engine'
import { expect, test } from 'vitest'
import { allPanels } from '../../toolkit/grafana/all-panels.ts'
import { readTokens, startLiveServer } from '../../toolkit/realtime/index.ts'
import { numbersOf } from '../../toolkit/realtime/server/push-to-grafana.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { eventually } from './eventually.ts'
import { open, sale, sent, shop, takings } from './shop.ts'

/** Somebody who takes what is sent to Grafana Live. */
async function listening() {
  const taken: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    taken.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  releaseLater(() => server.close())
  const address = server.address()
  return { taken, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` }
}

test.each([
  ['at the root of its host', ''],
  ['below a path', '/grafana'],
])('figures are pushed to a Grafana Live %s as lines of InfluxDB', async (_title, path) => {
  const redis = await testRedis([])
  const { taken, url } = await listening()
  const server = await startLiveServer(shop, {
    redis: redis.url,
    tokens: readTokens('read=read-token-12345678'),
    grafana: { url: url + path, token: 'glsa_token' },
  })
  releaseLater(() => server.stop())
  await eventually(async () =>
    expect(taken[0]?.replace(/\d{19}$/, 'now')).toBe(
      `POST ${path}/api/live/push/live-shop Bearer glsa_token figures takings_cents=0,takings_sales=0,open=0 now`,
    ),
  )
})

test('of a figure of several numbers each is pushed, and what is no number is not', () => {
  expect(
    numbersOf({ a: 1, b: { c: 2.5, d: 'healthy', e: { f: 3 } }, g: [1], h: Number.NaN, i: null }),
  ).toEqual([
    ['a', 1],
    ['b_c', 2.5],
    ['b_e_f', 3],
  ])
})

test('a panel of a figure follows the channel and the field that the server pushes, and brings the figure along', () => {
  const shown = { title: 'Sales', description: 'Sold so far.' }
  const panels = [
    liveStatPanel({ ...shown, figure: open }),
    liveStatPanel({ ...shown, figure: takings, part: 'sales' }),
  ]
  const page = dashboard({ uid: 'live', title: 'Live', description: 'Now.', rows: [row('Now', { panels })] })
  const { dashboards, project } = buildRelease(
    defineProject({
      name: 'my shop',
      version: '1.0.0',
      folder: { uid: 'shop', title: 'Shop' },
      definitions: [page],
      sample: async () => {},
    }),
  )
  const built = dashboards.flatMap(({ json }) => [...allPanels(json.panels ?? [])])
  const asked = { queryType: 'measurements', channel: 'stream/my-shop/figures' }
  expect(built).toMatchObject([
    {
      type: 'stat',
      datasource: { uid: 'grafana' },
      targets: [{ ...asked, filter: { fields: ['time', 'open'] } }],
    },
    { type: 'stat', targets: [{ ...asked, filter: { fields: ['time', 'takings_sales'] } }] },
  ])
  expect(project.definitions).toEqual(expect.arrayContaining([open, takings, sale, sent]))
})
