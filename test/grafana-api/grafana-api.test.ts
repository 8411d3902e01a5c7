import type { RequestListener } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { GrafanaApi, markRelease, pushGrafana, SightlineError } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { createAnnotation } from '../../toolkit/grafana-api/annotations.ts'
import { allIntegrations } from '../../toolkit/grafana-api/contact-points.ts'
import { identifyGrafana } from '../../toolkit/grafana-api/identity.ts'
import { allTemplates, putTemplate } from '../../toolkit/grafana-api/message-templates.ts'
import { answering } from '../support/answering.ts'
import { grafanaServer } from '../support/grafana/grafana-server.ts'
import { releaseLater } from '../support/resources.ts'
import { environment, smallProject } from './small-project.ts'

const token = 'glsa_secret-token'

/** What is said when the Grafana at an address is asked who it is; never the token. */
async function said(url: string, options: { token?: string; timeout?: number } = {}): Promise<string> {
  const error: unknown = await Promise.resolve()
    .then(() => identifyGrafana(new GrafanaApi({ url, token, ...options })))
    .catch((reason) => reason)
  expect(error).toBeInstanceOf(SightlineError)
  const text = `${String(error)} ${error instanceof Error ? error.stack : ''}`
  expect(text).not.toMatch(/secret|hunter2/)
  return String(error)
}

const page = (status: number, body: string, headers = {}): RequestListener => {
  return (_, response) => response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
}

describe('what is wrong with a Grafana is said in words', () => {
  it('where nothing listens', async () => {
    expect(await said(`http://127.0.0.1:${await freePort()}`)).toContain(
      'Nothing listens at the address of Grafana',
    )
  })

  it('where there is no such host', async () => {
    expect(await said('http://grafana.invalid')).toMatch(/no host of this name|cannot be looked up/)
  })

  it('where it does not answer in time', async () => {
    const url = await answering(() => {})
    expect(await said(url, { timeout: 50 })).toContain('does not answer in time')
  })

  it('where the connection is closed before an answer', async () => {
    const server = createSocketServer((socket) => socket.destroy())
    const port = await freePort()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    releaseLater(() => server.close())
    expect(await said(`http://127.0.0.1:${port}`)).toContain('was closed before it answered')
  })

  it('where https is asked of a server that speaks http', async () => {
    const { url } = await grafanaServer()
    expect(await said(url.replace('http:', 'https:'))).toContain('does not speak TLS')
  })

  it('where the token is refused', async () => {
    const { url } = await grafanaServer()
    expect(await said(url)).toMatch(
      /Grafana refuses the token\.\n {2}value: GET \/api\/org at .*401: Invalid API key/,
    )
  })

  it('where another page answers in its place', async () => {
    expect(await said(await answering(page(200, '<html>Welcome</html>')))).toContain('not that of a Grafana')
    expect(await said(await answering(page(404, '<html>Lost</html>')))).toContain(
      'no Grafana API at this address',
    )
    expect(await said(await answering(page(502, '<html>Bad gateway</html>')))).toContain(
      'or a proxy before it, fails',
    )
  })

  it('where a login page stands before it, or another address', async () => {
    expect(await said(await answering(page(302, '', { location: '/login' })))).toContain(
      'A login page stands before',
    )
    const moved = await said(await answering(page(301, '', { location: 'https://grafana.example.com/' })))
    expect(moved).toContain('sends us to another address')
    expect(moved).toContain('https://grafana.example.com/')
  })

  it('where JSON of something else comes', async () => {
    const other = answering((_, response) => response.end('{"status": "up"}'))
    expect(await said(await other)).toMatch(/not as documented[\s\S]*GET \/api\/org, name: /)
  })

  it('where the address or the token cannot be one', async () => {
    expect(await said('grafana.example.com')).toContain('not the address of a Grafana')
    expect(await said('ftp://grafana.example.com')).toContain('not a web address')
    expect(await said('https://me:hunter2@grafana.example.com')).toContain(
      'value: https://grafana.example.com',
    )
    expect(await said('me:hunter2@grafana')).toContain('not a web address')
    expect(await said('http://localhost:3000', { token: 'secret\n' })).toContain(
      'characters that no token has',
    )
  })
})

it('takes a token or a user with a password', async () => {
  const { url } = await grafanaServer({ tokens: { 'admin:pa:ss': 'Admin' } })
  const api = new GrafanaApi({ url: `${url}/`, token: 'admin:pa:ss' })
  expect(await identifyGrafana(api)).toMatchObject({
    version: '11.6.0',
    organization: 'Main Org.',
    address: url,
  })
})

it('finds a Grafana below a path', async () => {
  const paths: string[] = []
  const url = await answering((request, response) => {
    paths.push(request.url ?? '')
    response.end('{"id": 1, "name": "Main Org.", "version": "11.6.0"}')
  })
  await identifyGrafana(new GrafanaApi({ url: `${url}/grafana/`, token }))
  expect(paths.sort()).toEqual(['/grafana/api/health', '/grafana/api/org'])
})

describe('a token that may not do what is asked of it (documented API server)', () => {
  const tokens = { viewer: 'Viewer', editor: 'Editor' } as const

  it('is told which role and permission would do, and nothing was done', async () => {
    const { url, writes } = await grafanaServer({ tokens })
    const push = (name: string) =>
      pushGrafana(new GrafanaApi({ url, token: name }), smallProject('shop'), { environment })
    await expect(push('editor')).rejects.toThrow(
      /role (Admin|Editor \(before Grafana 11: Admin\)), or the permission (datasources|alert\.provisioning):read/,
    )
    await expect(push('viewer')).rejects.toThrow('The token may not do this')
    expect(writes).toEqual([])
  })

  it('may mark a release as an Editor', async () => {
    const { url, writes } = await grafanaServer({ tokens })
    const mark = (name: string) => markRelease(new GrafanaApi({ url, token: name }), smallProject('shop'))
    await expect(mark('viewer')).rejects.toThrow('role Editor, or the permission annotations:create')
    expect(await mark('editor')).toMatchObject({ state: 'made' })
    expect(writes).toEqual(['POST /api/annotations'])
  })
})

describe('what Grafana 12.4 answers for a moment is waited for, in words', () => {
  /** Answers with each in turn, and with the last one ever after. */
  const inTurn = (...answers: readonly (readonly [number, unknown])[]): RequestListener => {
    let next = 0
    return (_, response) => {
      const [status, body] = answers[Math.min(next++, answers.length - 1)] ?? [500, {}]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
  }
  const asked = async (listener: RequestListener) => {
    const words: string[] = []
    const url = await answering(listener)
    return { words, api: new GrafanaApi({ url, token, onWait: (said) => words.push(said) }) }
  }

  it('a new organization that has no contact points yet', async () => {
    const missing = {
      statusCode: 500,
      messageId: 'alerting.notification.configMissing',
      message: 'No alertmanager configuration present in this organization',
    }
    const { api, words } = await asked(inTurn([500, missing], [500, missing], [200, []]))
    expect(await allIntegrations(api)).toEqual([])
    expect(words).toEqual(['Grafana prepares the alerting of this organization, which takes up to a minute'])
  })

  it('a writer that another one overtook', async () => {
    const lost = { message: 'could not find object using provided id and hash' }
    const { api, words } = await asked(inTurn([500, lost], [202, {}]))
    await putTemplate(api, { name: 'shop', text: 'x' }, '')
    expect(words).toEqual(['Somebody else writes to Grafana at the same time'])
  })

  it('a writer of the alerting configuration that failed without a reason, as one that was overtaken does in production', async () => {
    const lost = ['Internal Server Error', 'failed to create mute timing', 'failed to delete contact point']
    const { api, words } = await asked(
      inTurn(...lost.map((message) => [500, { message }] as const), [202, {}]),
    )
    await putTemplate(api, { name: 'shop', text: 'x' }, '')
    expect(words).toEqual(['Somebody else writes to Grafana at the same time'])
  })

  it('but not a writer of something else that failed', async () => {
    const { api, words } = await asked(inTurn([500, { message: 'Internal Server Error' }], [200, { id: 1 }]))
    await expect(createAnnotation(api, { tags: [], text: 'x', time: 1 })).rejects.toThrow('fails')
    expect(words).toEqual([])
  })

  it('and an empty list that is written as null is an empty list', async () => {
    const { api } = await asked(inTurn([200, null]))
    expect(await allTemplates(api)).toEqual([])
  })
})

it('a token that lacks a permission is told which one, and the least role that has it', async () => {
  const denied = (needed: string) =>
    page(
      403,
      JSON.stringify({ message: `You'll need additional permissions. Permissions needed: ${needed}` }),
    )
  expect(await said(await answering(denied('any of dashboards:create, dashboards:write')))).toContain(
    'the role Editor, or the permission dashboards:create',
  )
  expect(await said(await answering(denied('datasources:create')))).toContain('the role Admin')
  expect(await said(await answering(denied('orgs:read')))).toContain('the role Viewer')
})
