import { buildRelease, desiredGrafana, GrafanaApi, grafanaStatus, pushGrafana } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { flatTitles } from '../../toolkit/grafana/folders.ts'
import { answering } from '../support/answering.ts'
import { grafanaServer } from '../support/grafana/grafana-server.ts'
import { projectWithFolders } from './project-with-folders.ts'
import { named } from './pushed-project.ts'
import { environment, smallProject } from './small-project.ts'

/** The address of a proxy before a server that answers one request in the server's place. */
function refusing(
  server: { readonly url: string },
  refused: string,
  status: number,
  message: string,
): Promise<string> {
  return answering(async (request, response) => {
    const { method = 'GET', url = '', headers } = request
    if (`${method} ${url}`.startsWith(refused)) {
      response.writeHead(status).end(JSON.stringify({ message }))
      return
    }
    const { authorization = '', 'x-disable-provenance': provenance } = headers
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const answer = await fetch(`${server.url}${url}`, {
      method,
      headers: {
        authorization,
        'content-type': 'application/json',
        ...(provenance === undefined ? {} : { 'x-disable-provenance': String(provenance) }),
      },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    })
    response.writeHead(answer.status).end(await answer.text())
  })
}

/** What is said of a push of which one request is refused. */
async function saidOfPush(url: string): Promise<string> {
  const api = new GrafanaApi({ url, token: 'admin-token' })
  return String(await pushGrafana(api, smallProject('shop'), { environment }).catch((reason) => reason))
}

describe('a refusal in the middle of a push (documented API server)', () => {
  it('does not show a secret that Grafana repeats', async () => {
    const message = `invalid token '${environment.TEST_SLACK_TOKEN}'`
    const proxy = await refusing(
      await grafanaServer(),
      'POST /api/v1/provisioning/contact-points',
      400,
      message,
    )
    expect(await saidOfPush(proxy)).toContain("Grafana refuses what was sent: invalid token '***'")
  })

  it('says what is in the way', async () => {
    const message = 'A dashboard with the same name exists'
    const proxy = await refusing(await grafanaServer(), 'POST /api/dashboards/db', 412, message)
    expect(await saidOfPush(proxy)).toContain(`something else in this place: ${message}`)
  })

  it('is made up for by the next push', async () => {
    const server = await grafanaServer()
    const proxy = await refusing(server, 'POST /api/v1/provisioning/alert-rules', 500, 'database is locked')
    expect(await saidOfPush(proxy)).toMatch(/or a proxy before it, fails[\s\S]*database is locked/)
    const api = new GrafanaApi({ url: server.url, token: 'admin-token' })
    const { changes } = await pushGrafana(api, smallProject('shop'), { environment })
    expect(named(changes)).toEqual(['missing alert No revenue', 'missing alert Slow day'])
    expect((await pushGrafana(api, smallProject('shop'), { environment })).changes).toEqual([])
  })
})

it('an edit keeps the provenance that Terraform gave, which Grafana does not let go (documented API server)', async () => {
  const server = await grafanaServer()
  const api = new GrafanaApi({ url: server.url, token: 'admin-token' })
  await pushGrafana(api, smallProject('shop'), { environment })
  const deployed = (stored: Map<string, object>) => {
    for (const [uid, one] of stored) Object.assign(one, { provenance: 'api', uid })
  }
  deployed(server.state.rules)
  deployed(server.state.integrations)
  const [rule] = server.state.rules.values()
  Object.assign(rule ?? {}, { title: 'Edited' })
  const { changes } = await pushGrafana(api, smallProject('shop'), { environment, secrets: true })
  expect(changes).toMatchObject([{ kind: 'alert', fields: [{ field: 'title', found: 'Edited' }] }])
  expect([...server.state.rules.values()].map(({ provenance }) => provenance)).toEqual(['api', 'api'])
})

it('what Grafana reads from files is refused before anything is done (documented API server)', async () => {
  const server = await grafanaServer()
  const api = new GrafanaApi({ url: server.url, token: 'admin-token' })
  await pushGrafana(api, smallProject('shop'), { environment })
  for (const rule of server.state.rules.values()) Object.assign(rule, { provenance: 'file', isPaused: true })
  server.writes.length = 0
  await expect(pushGrafana(api, smallProject('shop'), { environment })).rejects.toThrow(
    /reads a release from files[\s\S]*alert No revenue, alert Slow day/,
  )
  expect(server.writes).toEqual([])
})

describe('a release that Grafana reads from files (documented API server)', () => {
  /** What file provisioning makes of a release: the same objects, in folders at the top whose uids Grafana made up. */
  async function readFromFiles() {
    const server = await grafanaServer()
    const api = new GrafanaApi({ url: server.url, token: 'admin-token' })
    const desired = desiredGrafana(buildRelease(projectWithFolders('shop')))
    await pushGrafana(api, desired, { environment })
    const { state } = server
    const titles = flatTitles(desired.folder, desired.folders)
    state.folders.clear()
    for (const [uid, title] of titles) state.folders.set(madeUp(uid), { id: 1, title, parentUid: '' })
    for (const [uid, dashboard] of state.dashboards)
      state.dashboards.set(uid, {
        ...dashboard,
        folderUid: madeUp(dashboard.folderUid),
        provisioned: true,
      })
    for (const rule of state.rules.values())
      Object.assign(rule, { folderUID: madeUp(String(rule.folderUID)), provenance: 'file' })
    const intervals = [...state.intervals]
    state.intervals.clear()
    for (const [place, seconds] of intervals) state.intervals.set(`made-up-${place}`, seconds)
    server.writes.length = 0
    return { server, api, desired }
  }

  const madeUp = (uid: string) => `made-up-${uid}`

  it('is in step, although its folders have other uids and none is in another', async () => {
    const { api, desired } = await readFromFiles()
    expect((await grafanaStatus(api, desired)).differences).toEqual([])
  })

  it('is not pushed to', async () => {
    const { server, api, desired } = await readFromFiles()
    await expect(pushGrafana(api, desired, { environment })).rejects.toThrow(/reads a release from files/)
    expect(server.writes).toEqual([])
  })
})

it('secrets are sent again when that is asked for (documented API server)', async () => {
  const server = await grafanaServer()
  const api = new GrafanaApi({ url: server.url, token: 'admin-token' })
  await pushGrafana(api, smallProject('shop'), { environment })
  const rotated = { ...environment, TEST_SLACK_TOKEN: 'xoxb-rotated' }
  const slackToken = () => JSON.stringify([...server.state.integrations.values()])
  await pushGrafana(api, smallProject('shop'), { environment: rotated })
  expect(slackToken()).not.toContain('xoxb-rotated')
  await pushGrafana(api, smallProject('shop'), { environment: rotated, secrets: true })
  expect(slackToken()).toContain('xoxb-rotated')
})
