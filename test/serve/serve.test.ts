import { startServer } from 'sightline/engine'
import { readTokens, Tokens } from 'sightline/realtime'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportedProject } from '../exports/exported-project.ts'
import { releaseLater } from '../support/resources.ts'

const everything = 'a token for everything'.replaceAll(' ', '-')
const ofUser = 'a token of user zero'.replaceAll(' ', '-')
const ofNobody = 'a token of nobody at all'.replaceAll(' ', '-')
const publishes = 'a token that publishes'.replaceAll(' ', '-')

let url: string
let project: Awaited<ReturnType<typeof exportedProject>>
beforeAll(async () => {
  project = await exportedProject()
  const tokens = new Tokens([
    { token: everything, scope: 'export' },
    { token: ofUser, scope: 'export:user 0' },
    { token: ofNobody, scope: 'export:nobody' },
    { token: publishes, scope: 'publish' },
  ])
  const server = await startServer({
    databaseUrl: project.connectionString,
    release: project.release,
    tokens,
    secret: undefined,
    host: '127.0.0.1',
    port: 0,
    timeout: 10_000,
  })
  url = server.url
  releaseLater(() => server.stop())
})

const waitingForLock = `select from pg_locks where relation = 'titles'::regclass and not granted`

const get = (path: string, token: string | undefined) =>
  fetch(
    `${url}/exports/${path}`,
    token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  )

const usersOf = async (answer: Response): Promise<Set<string>> => {
  const rows: { user_id: string }[] = await answer.json()
  return new Set(rows.map((row) => row.user_id))
}

describe('an export over HTTP', () => {
  it('is the file that the command writes, under a name that says what was asked', async () => {
    const answer = await get('titles.csv?user=user%201&from=2026-01-01&to=2026-01-05', everything)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="titles-user-1-from-2026-01-01-to-2026-01-05.csv"; filename*=UTF-8''titles-user-1-from-2026-01-01-to-2026-01-05.csv`,
    )
    expect((await answer.text()).split('\r\n')[1]).toMatch(/^t01,user 1,"with, a comma",/)
  })

  it('of everybody is for a token of everything', async () => {
    expect((await usersOf(await get('titles.json', everything))).size).toBe(3)
  })

  it('of a token of one user has the rows of that user, and of nobody else', async () => {
    expect(await usersOf(await get('titles.json', ofUser))).toEqual(new Set(['user 0']))
    expect(await usersOf(await get('titles.json?user=user%200', ofUser))).toEqual(new Set(['user 0']))
  })

  it('takes the token as the password that a browser asks for', async () => {
    const authorization = `Basic ${Buffer.from(`me:${ofUser}`).toString('base64')}`
    const answer = await fetch(`${url}/exports/titles.json`, { headers: { authorization } })
    expect(await usersOf(answer)).toEqual(new Set(['user 0']))
  })

  it.each([
    ['without a token', 'titles.csv', undefined, 401, 'send a token'],
    ['with a token that nobody has', 'titles.csv', 'nobody-has-this-token', 401, 'send a token'],
    ['with a token for something else', 'titles.csv', publishes, 401, 'send a token'],
    ['of another user', 'titles.csv?user=user%201', ofUser, 403, 'rows of this user'],
    [
      'that is nobody’s, of a token of one user',
      'all-titles.csv',
      ofUser,
      403,
      'exports that say whose a row is',
    ],
    [
      'that is a panel, of a token of one user',
      'shop%2FRecent%20titles.csv',
      ofUser,
      403,
      'exports that say whose a row is',
    ],
    ['in no format', 'titles', everything, 404, '.csv'],
    ['that there is not', 'nothing.csv', everything, 404, 'no export'],
    ['of an unknown user', 'own-titles.csv?user=nobody', everything, 404, 'knows no user of this id'],
    ['of a token of a user who is gone', 'own-titles.json', ofNobody, 404, 'knows no user of this id'],
    [
      'of a stretch that ends before it begins',
      'titles.csv?from=now&to=now-1d',
      everything,
      400,
      'ends before',
    ],
    ['of a time that is none', 'titles.csv?from=yesterday', everything, 400, 'not a time'],
    ['of two users at once', 'titles.csv?user=user%200&user=user%201', everything, 400, 'give user once'],
    ['of two times at once', 'titles.csv?from=now-1d&from=now-2d', everything, 400, 'give from once'],
  ])('is refused %s', async (_, path, token, status, words) => {
    const answer = await get(path, token)
    expect([answer.status, await answer.json()]).toEqual([status, { error: expect.stringContaining(words) }])
  })

  it('of a user who has no rows is empty', async () => {
    expect(await (await get('own-titles.json?user=user%20of%20nothing', everything)).json()).toEqual([])
  })

  it('is refused while four others run, with when to come back', async () => {
    const { client } = project
    await client.query('begin; lock table titles')
    const waiting = Array.from({ length: 4 }, () => get('titles.csv', everything))
    await expect.poll(async () => (await client.query(waitingForLock)).rowCount, { timeout: 5000 }).toBe(4)
    const answer = await get('titles.csv', everything)
    await client.query('commit')
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      503,
      '5',
      { error: 'too many exports at once: try again soon' },
    ])
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
    await Promise.all((await Promise.all(waiting)).map((each) => each.text()))
  })

  it('asks a browser for the token', async () => {
    expect((await get('titles.csv', undefined)).headers.get('www-authenticate')).toContain('Basic')
  })

  it('breaks off where a value does not fit, so that nobody takes a part for the whole', async () => {
    const { client } = project
    await client.query(
      `insert into titles values ('long', 'long', repeat('x', 32768), null, null, '2025-01-01', true, null)`,
    )
    const whole = get('titles.xlsx?user=long', everything).then(async (answer) => {
      const bytes = await answer.arrayBuffer()
      return answer.ok && bytes.byteLength > 0
    })
    expect(await whole.catch(() => false)).toBe(false)
    await client.query(`delete from titles where title_id = 'long'`)
  })
})

describe('tokens of the environment', () => {
  it('may take everything away, or the rows of one user', () => {
    const tokens = readTokens(`export=${everything},export:user 0=${ofUser}`)
    expect(tokens.scopesOf(ofUser)).toEqual(['export:user 0'])
    expect(tokens.scopesOf(everything)).toEqual(['export'])
  })
})
