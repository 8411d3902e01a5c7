import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { type PreviewContent, previewContent, startPreview } from 'sightline/engine'
import { expect, test } from 'vitest'
import type { QueryRequest } from '../../toolkit/preview/api.ts'
import { testPreview } from '../support/preview.ts'
import { oddProject } from './odd-project.ts'

const preview = await testPreview(oddProject)
const { port } = new URL(preview.url)
const panels = preview.release.dashboards.flatMap(({ json }) => json.panels ?? [])
const panelId = (title: string) =>
  panels.find(({ title: own, type }) => own === title && type !== 'row')?.id ?? 0

const asked = (title: string, variables: QueryRequest['variables'] = {}): QueryRequest => {
  return {
    dashboard: 'odd',
    panel: panelId(title),
    refId: 'A',
    from: 'now-6h',
    to: 'now',
    maxDataPoints: 500,
    variables,
  }
}

async function query(body: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(`${preview.url}/api/query`, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, text: await response.text() }
}

/** A request with any header, as no browser would let a page send it. */
function send(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject)
    request.end()
  })
}

test.each(['evil.example', `evil.example:${port}`, '127.0.0.1:1', '127.0.0.1'])(
  'a name that leads here, but is not its own, is refused: %s',
  async (host) => {
    expect(await send('/', { host })).toBe(403)
    expect(await send('/api/project', { host })).toBe(403)
  },
)

test('its own names are answered', async () => {
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`])
    expect(await send('/api/project', { host })).toBe(200)
})

test('a page of another site is refused, even one of this machine', async () => {
  const host = `127.0.0.1:${port}`
  expect(await send('/api/query', { host, origin: 'http://evil.example' }, 'POST')).toBe(403)
  expect(await send('/api/project', { host, origin: 'http://127.0.0.1:1' })).toBe(403)
  expect(await send('/api/project', { host, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await send('/', { host, 'sec-fetch-site': 'cross-site' })).toBe(200)
  expect(await send('/', { host }, 'DELETE')).toBe(403)
})

/** What the preview answers to lines of HTTP as they are. */
async function raw(head: string): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1')
  socket.end(`${head}\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\n\r\n`)
  return (await text(socket)).split('\r\n')[0] ?? ''
}

const targets = [
  '//',
  '//evil.example/',
  '///',
  '/%',
  '/%zz',
  '/api/dashboards/%',
  '/api/dashboards/%ff',
  '/%00',
]
const more = [
  '*',
  'http://evil.example/',
  'http:',
  '?',
  '//[',
  '/api/query?%',
  '/api/dashboards/a?from=%zz',
  '/\\',
]
test.each([
  ...[...targets, ...more].map((target) => `GET ${target} HTTP/1.1`),
  'OPTIONS * HTTP/1.1',
  'CONNECT evil.example:443 HTTP/1.1',
  'TRACE / HTTP/1.1',
  'POST // HTTP/1.1',
  'POST /api/query HTTP/1.1\r\ncontent-length: 5',
  'POST /api/query HTTP/1.1\r\ntransfer-encoding: chunked',
  'GET / HTTP/1.1\r\nupgrade: websocket',
  'GET /api/project HTTP/1.1\r\norigin: \u00ff',
  'NONSENSE',
  'GET',
])('it goes on answering after %j', async (head) => {
  await raw(head)
  expect(await send('/api/project', { host: `127.0.0.1:${port}` })).toBe(200)
})

test.each(['//', '/%zz', '/%00', '//['])('%j is refused', async (target) => {
  expect(await raw(`GET ${target} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 40[03] /)
})

test('nobody may frame the page, and it loads nothing from elsewhere', async () => {
  const { headers } = await fetch(preview.url)
  expect(headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test('it listens on this machine only', async () => {
  expect(preview.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})

test('files beside the page are not served', async () => {
  const outside = await fetch(`${preview.url}/assets/..%2f..%2f..%2fpackage.json`)
  expect(await outside.text()).not.toContain('"name"')
  expect(await send('/assets/../../../../package.json', { host: `127.0.0.1:${port}` })).toBe(200)
  expect((await fetch(`${preview.url}/assets/none.js`)).status).toBe(404)
})

test('SQL that is sent along is not read', async () => {
  const { text } = await query({
    ...asked('Fine'),
    sql: 'select secret from items',
    rawSql: 'select secret from items',
  })
  expect(text).toContain('select count(*)')
  expect(text).not.toContain('secret')
})

test('what is not a query of the release is refused', async () => {
  for (const wrong of [
    { ...asked('Fine'), panel: 999 },
    { ...asked('Fine'), refId: 'B' },
    { ...asked('Fine'), dashboard: 'other' },
    { ...asked('Fine'), maxDataPoints: -1 },
    { ...asked('Fine'), variables: { column: 'item' } },
    { ...asked('Fine'), from: "now'; drop table items; --" },
    { sql: 'select 1' },
    'select 1',
    null,
  ])
    expect(await query(wrong)).toMatchObject({ status: 400 })
})

test('another column is not read through a variable', async () => {
  expect(await query(asked('Column', { column: ['amount'] }))).toMatchObject({ status: 200 })
  for (const column of ['secret', 'item, secret', '(select secret from items limit 1)', "item' or true --"]) {
    const { status, text } = await query(asked('Column', { column: [column] }))
    expect({ status, text }).toMatchObject({
      status: 400,
      text: expect.stringContaining('does not have this value'),
    })
  }
  expect(await query(asked('Column', { column: ['item', 'amount'] }))).toMatchObject({ status: 400 })
})

test('a free text is refused where it would stand in SQL without being escaped', async () => {
  expect(await query(asked('Raw', { raw: ['1'] }))).toMatchObject({ status: 200 })
  const { status, text } = await query(asked('Raw', { raw: ['secret'] }))
  expect({ status, text }).toMatchObject({ status: 400, text: expect.stringContaining('${raw:sqlstring}') })
})

test('a name of a variable that the dashboard does not have changes nothing', async () => {
  const { status, text } = await query(asked('Fine', { __proto__: ['x'], other: ["'"] }))
  expect({ status, error: text.includes('error') }).toEqual({ status: 200, error: false })
})

/** The project with a panel that sends this. */
function contentWith(rawSql: string): PreviewContent {
  const target = { refId: 'A', rawSql, format: 'table', _implementsDataqueryVariant: () => {} }
  const wrong = { id: 1, type: 'table', title: 'Wrong', targets: [target] }
  const content = previewContent(preview.release)
  return { ...content, dashboards: content.dashboards.map((json) => ({ ...json, panels: [wrong] })) }
}

test.each([
  ['select secret from items', 'permission denied'],
  ['select * from items', 'permission denied'],
  ["select set_config('role', 'sightline', true), secret from items", 'permission denied'],
  ["select set_config('role', 'sightline', true)", 'permission denied to set role'],
  [
    'with gone as (delete from items returning item) select * from gone',
    'DECLARE CURSOR must not contain data-modifying',
  ],
  ['select 1; delete from items', 'cannot insert multiple commands'],
  ["select pg_read_file('/etc/passwd')", 'permission denied'],
])('even a release whose query asks for it does not get it: %s', async (sql, words) => {
  for (const databaseUrl of [preview.databaseUrl, preview.ownerUrl]) {
    if (databaseUrl === preview.ownerUrl && sql.includes('set_config')) continue
    const { readerRole } = preview.release.project
    const wrong = await startPreview({ content: contentWith(sql), databaseUrl, readerRole, pageFolder: '.' })
    const body = JSON.stringify({ ...asked('Fine'), panel: 1 })
    const answer = await fetch(`${wrong.url}/api/query`, { method: 'POST', body })
    expect(await answer.text()).toContain(words)
    await wrong.stop()
  }
})

test('the role that reads can do nothing else', async () => {
  const reader = preview.release.project.readerRole
  const { rows } = await preview.client.query(
    `select has_column_privilege($1, 'items', 'secret', 'select') as secret, has_column_privilege($1, 'items', 'item', 'select') as item,
     has_table_privilege($1, 'items', 'insert, update, delete, truncate') as writes,
     (select rolsuper or rolcreaterole or rolbypassrls from pg_roles where rolname = $1) as mighty,
     exists (select from pg_auth_members where member = $1::regrole) as other`,
    [reader],
  )
  expect(rows).toEqual([{ secret: false, item: true, writes: false, mighty: false, other: false }])
})

test('pages that go away stop all of their queries, also where no connection is left', async () => {
  const running = async () => {
    const { rows } = await preview.client.query(
      `select count(*)::int as running from pg_stat_activity where usename = $1 and state = 'active' and query like '%panel%'`,
      [preview.release.project.readerRole],
    )
    return rows[0].running
  }
  const body = JSON.stringify({ ...asked('Slow'), dashboard: 'slow' })
  const gone = new AbortController()
  const ask = () =>
    fetch(`${preview.url}/api/query`, { method: 'POST', body, signal: gone.signal }).catch(() => {})
  const answers = Array.from({ length: 9 }, ask)
  await expect.poll(running).toBe(6)
  gone.abort()
  await Promise.all(answers)
  await expect.poll(running).toBe(0)
  expect(await query(asked('Fine'))).toMatchObject({ status: 200 })
})

test('a page that goes away stops its query', async () => {
  const gone = new AbortController()
  const slow = { ...asked('Slow'), dashboard: 'slow' }
  const answer = fetch(`${preview.url}/api/query`, {
    method: 'POST',
    body: JSON.stringify(slow),
    signal: gone.signal,
  })
  const running = async () => {
    const { rows } = await preview.client.query(
      `select count(*)::int as running from pg_stat_activity where usename = $1 and state = 'active' and query like '%panel%'`,
      [preview.release.project.readerRole],
    )
    return rows[0].running
  }
  await expect.poll(running).toBe(1)
  gone.abort()
  await expect(answer.then((response) => response.text())).rejects.toThrow()
  await expect.poll(running).toBe(0)
})
