import { randomUUID } from 'node:crypto'
import {
  openMailer,
  requireReport,
  type SentDelivery,
  sendReports,
  startServer,
  unsubscribeLink,
  unsubscribeSettings,
} from 'sightline/engine'
import { Tokens } from 'sightline/realtime'
import { beforeAll, describe, expect, it } from 'vitest'
import { releaseLater } from '../support/resources.ts'
import { type MailServer, mailServer } from './mail-server.ts'
import { reportedProject } from './reported-project.ts'

const secret = randomUUID()
let shop: Awaited<ReturnType<typeof reportedProject>>
let server: MailServer
let baseUrl: string

beforeAll(async () => {
  const people = [{ user: 'ann' }, { user: 'bob' }]
  const days = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12']
  shop = await reportedProject(
    people,
    people.flatMap(({ user }) =>
      days.map((day) => [user, `Of ${user}`, `${day}T10:00:00Z`, '1.00'] as const),
    ),
  )
  server = await mailServer()
  const { connectionString: databaseUrl, release } = shop
  const where = { host: '127.0.0.1', port: 0, timeout: 10_000 }
  const started = await startServer({ databaseUrl, release, tokens: new Tokens([]), secret, ...where })
  releaseLater(() => started.stop())
  baseUrl = started.url
})

async function sendOn(day: string): Promise<SentDelivery[]> {
  const client = await shop.connect()
  const mailer = await openMailer({ url: server.url, perMinute: 6000 })
  return sendReports(client, {
    release: shop.release,
    report: requireReport(shop.release, 'daily'),
    mailer,
    from: 'reports@example.com',
    unsubscribing: { baseUrl, secret },
    now: new Date(`${day}T09:30:00Z`),
    user: undefined,
    day: undefined,
    whenDue: true,
    timeout: 10_000,
    onDelivery: () => {},
  }).finally(() => mailer.close())
}

const linkOf = (user: string) => {
  const mail = server.received.find(({ to }) => to === `${user}@example.com`)
  const unfolded = mail?.text.replace(/\r\n[ \t]+/g, ' ') ?? ''
  expect(unfolded).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  return /^List-Unsubscribe: <(.+)>$/m.exec(unfolded.replaceAll('\r', ''))?.[1] ?? ''
}

describe('the link of a mail', () => {
  it('ends the mails of one user with one click of a mail program', async () => {
    expect(await sendOn('2026-03-10')).toHaveLength(2)
    const link = linkOf('ann')
    const oneClick = await fetch(link, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect(oneClick.status).toBe(200)
    expect((await sendOn('2026-03-11')).map(({ user, outcome }) => [user, outcome])).toEqual([
      ['bob', 'sent'],
    ])
  })

  it('changes nothing when it is looked at, and asks', async () => {
    const answer = await fetch(linkOf('bob'))
    expect(await answer.text()).toContain('End Your day?')
    expect((await sendOn('2026-03-12')).map(({ user }) => user)).toEqual(['bob'])
  })

  it('lets people subscribe again', async () => {
    const answer = await fetch(linkOf('ann'), {
      method: 'POST',
      body: new URLSearchParams({ action: 'subscribe' }),
    })
    expect(await answer.text()).toContain('You get Your day again')
    expect((await sendOn('2026-03-13')).map(({ user }) => user).sort()).toEqual(['ann', 'bob'])
  })

  it.each([
    ['of somebody else', 'user=ann', 'user=bob'],
    ['of another report', 'report=daily', 'report=weekly'],
    ['whose key is cut', /key=.*/, 'key='],
  ])('is refused with the key %s', async (_, part, other) => {
    const answer = await fetch(linkOf('ann').replace(part, other), { method: 'POST', body: '' })
    expect([answer.status, await answer.json()]).toEqual([
      403,
      { error: expect.stringContaining('not whole') },
    ])
  })

  it('ends a mail that was noted and waits', async () => {
    const { client } = shop
    await client.query(
      `update sightline.report_delivery set state = 'waiting' where recipient = 'bob' and period = '2026-03-12'`,
    )
    const link = unsubscribeLink({ baseUrl, secret }, { project: 'shop', report: 'daily', user: 'bob' })
    await fetch(link, { method: 'POST', body: '' })
    expect((await sendOn('2026-03-13')).map(({ user, outcome }) => [user, outcome])).toEqual([
      ['bob', 'skipped'],
    ])
  })
})

describe('the settings of links', () => {
  it('are none where nothing is set', () => {
    expect(unsubscribeSettings({})).toBeUndefined()
  })

  it.each([
    ['no secret', { REPORTS_URL: 'https://reports.example.com' }, 'REPORTS_SECRET'],
    [
      'a secret that is easily guessed',
      { REPORTS_URL: 'https://reports.example.com', REPORTS_SECRET: 'short' },
      'REPORTS_SECRET',
    ],
    ['no address', { REPORTS_SECRET: secret }, 'REPORTS_URL'],
    ['an address that is none', { REPORTS_URL: 'reports', REPORTS_SECRET: secret }, 'REPORTS_URL'],
  ])('are refused with %s, and never show the secret', (_, env, name) => {
    expect(() => unsubscribeSettings(env)).toThrow(
      expect.objectContaining({ code: 'mail-not-configured', message: expect.stringContaining(name) }),
    )
    expect(() => unsubscribeSettings(env)).not.toThrow(secret)
  })
})
