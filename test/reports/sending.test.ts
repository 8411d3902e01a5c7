import { setTimeout } from 'node:timers/promises'
import { openMailer, reportHistory, requireReport, type SentDelivery, sendReports } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { eventually } from '../realtime/eventually.ts'
import { answer, type MailServer, mailServer } from './mail-server.ts'
import { reportedProject } from './reported-project.ts'

const now = new Date('2026-03-10T09:30:00Z')
const people = Array.from({ length: 12 }, (_, index) => ({ user: `user${index}` }))
const sold = people.map(({ user }) => [user, `Of ${user}`, '2026-03-09T10:00:00Z', '1.00'] as const)

type Shop = Awaited<ReturnType<typeof reportedProject>>

interface Sending {
  readonly at?: Date
  readonly whenDue?: boolean
  readonly user?: string
  readonly mailer?: Awaited<ReturnType<typeof openMailer>>
}

async function send(
  shop: Shop,
  { url }: Pick<MailServer, 'url'>,
  sending: Sending = {},
): Promise<SentDelivery[]> {
  const client = await shop.connect()
  const mailer = sending.mailer ?? (await openMailer({ url, perMinute: 6000 }))
  return sendReports(client, {
    release: shop.release,
    report: requireReport(shop.release, 'daily'),
    mailer,
    from: 'reports@example.com',
    unsubscribing: undefined,
    now: sending.at ?? now,
    user: sending.user,
    day: undefined,
    whenDue: sending.whenDue ?? false,
    timeout: 10_000,
    onDelivery: () => {},
  }).finally(() => mailer.close())
}

const outcomes = (sent: readonly SentDelivery[]) => sent.map(({ user, outcome }) => `${user} ${outcome}`)

describe('reports by mail', () => {
  it('reach each recipient once, with text, HTML, a document and a workbook, whoever sends', async () => {
    const shop = await reportedProject(people, sold)
    const server = await mailServer()
    await Promise.all([send(shop, server), send(shop, server), send(shop, server)])
    expect(server.received.map(({ to }) => to).sort()).toEqual(
      people.map(({ user }) => `${user}@example.com`).sort(),
    )
    for (const { to, text } of server.received) {
      expect(text).toContain('Content-Type: text/plain')
      expect(text).toContain('Content-Type: text/html')
      expect(text).toContain('filename=daily-2026-03-09.pdf')
      expect(text).toContain('filename=daily-2026-03-09.xlsx')
      expect(text).toContain(`Of ${to.split('@')[0]}\n`.trim())
    }
    expect(await send(shop, server)).toEqual([])
    const history = await reportHistory(shop.client, 'shop', { report: 'daily', limit: 100 })
    expect(new Set(history.map(({ state }) => state))).toEqual(new Set(['sent']))
  })

  it('wait for the hour of the recipient, and catch up once', async () => {
    const shop = await reportedProject(
      [
        { user: 'ann', zone: 'UTC' },
        { user: 'bob', zone: 'America/New_York' },
      ],
      [],
    )
    const server = await mailServer()
    const at = (time: string) => send(shop, server, { at: new Date(time), whenDue: true })
    expect(outcomes(await at('2026-03-10T08:59:00Z'))).toEqual([])
    expect(outcomes(await at('2026-03-10T09:00:00Z'))).toEqual(['ann sent'])
    expect(outcomes(await at('2026-03-10T13:00:00Z'))).toEqual(['bob sent'])
    expect(outcomes(await at('2026-03-14T20:00:00Z'))).toEqual(['ann sent', 'bob sent'])
  })

  it('of one refused address do not stop the others, and are not tried for ever', async () => {
    const shop = await reportedProject(people.slice(0, 3), sold)
    const server = await mailServer((to) =>
      to.startsWith('user1') ? answer(550, 'no such user') : undefined,
    )
    expect(outcomes(await send(shop, server)).sort()).toEqual(['user0 sent', 'user1 refused', 'user2 sent'])
    expect(await send(shop, server)).toEqual([])
  })

  it('go to nobody where something else than one address is to be one, and the others go out', async () => {
    const addresses = [
      '',
      'ann',
      'ann@example.com, eve@example.com',
      'Ann <eve@example.com>',
      'x\nBcc: eve@example.com',
      'all: eve@example.com;',
    ]
    const shop = await reportedProject(people.slice(0, addresses.length + 1), [])
    for (const [index, address] of addresses.entries())
      await shop.client.query('update readers set email = $1 where user_id = $2', [address, `user${index}`])
    const server = await mailServer()
    const sent = await send(shop, server)
    expect(outcomes(sent).sort()).toEqual([
      ...addresses.map((_, index) => `user${index} refused`),
      'user6 sent',
    ])
    expect(sent[0]?.error).toContain('not one mail address')
    expect(server.received.map(({ to }) => to)).toEqual(['user6@example.com'])
  })

  it('that a server puts off are sent later, under the same Message-ID', async () => {
    const shop = await reportedProject([{ user: 'ann' }], [])
    let busy = true
    const server = await mailServer(() => (busy ? answer(451, 'try again later') : undefined))
    expect(await send(shop, server)).toMatchObject([
      { outcome: 'waiting', error: expect.stringContaining('451') },
    ])
    busy = false
    expect(await send(shop, server)).toEqual([])
    await shop.client.query(`update sightline.report_delivery set next_attempt = clock_timestamp()`)
    const { rows } = await shop.client.query('select message_id from sightline.report_delivery')
    expect(outcomes(await send(shop, server))).toEqual(['ann sent'])
    expect(server.received.map(({ messageId }) => messageId)).toEqual([rows[0]?.message_id])
  })

  it('stop at a server that cannot be reached, and lose nothing', async () => {
    const shop = await reportedProject(people.slice(0, 3), sold)
    expect(outcomes(await send(shop, { url: 'smtp://127.0.0.1:1' }))).toHaveLength(1)
    const server = await mailServer()
    await shop.client.query(`update sightline.report_delivery set next_attempt = clock_timestamp()`)
    expect(await send(shop, server)).toHaveLength(3)
  })

  it('that a killed process had claimed go out when its lease is over, under the same Message-ID', async () => {
    const shop = await reportedProject([{ user: 'ann' }], [])
    const server = await mailServer()
    await send(shop, server)
    await shop.client.query(
      `update sightline.report_delivery set state = 'sending', leased_until = clock_timestamp() + interval '1 hour'`,
    )
    expect(await send(shop, server)).toEqual([])
    await shop.client.query(`update sightline.report_delivery set leased_until = clock_timestamp()`)
    expect(outcomes(await send(shop, server))).toEqual(['ann sent'])
    expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(1)
  })

  it('that took longer than their lease, and that another has taken, go out once', async () => {
    const shop = await reportedProject([{ user: 'ann' }], sold)
    const server = await mailServer()
    const attempts = (count: number) =>
      eventually(async () => {
        const { rows } = await shop.client.query('select attempts from sightline.report_delivery')
        expect(rows).toEqual([{ attempts: count }])
      })
    const slow = await shop.connect()
    await slow.query('begin; lock table sales in access exclusive mode')
    const first = send(shop, server)
    await attempts(1)
    await shop.client.query(`update sightline.report_delivery set leased_until = clock_timestamp()`)
    const second = send(shop, server)
    await attempts(2)
    await slow.query('rollback')
    expect([await first, outcomes(await second)]).toEqual([[], ['ann sent']])
    expect(server.received).toHaveLength(1)
  })

  it('go out no faster than a minute may have, and those that wait for the next one are not lost', async () => {
    const shop = await reportedProject(people.slice(0, 3), sold)
    const server = await mailServer()
    const mailer = await openMailer({ url: server.url, perMinute: 2 })
    const two = server.receives(2, AbortSignal.timeout(20_000))
    const sent = send(shop, server, { mailer })
    await two
    await setTimeout(1000)
    expect(server.received).toHaveLength(2)
    mailer.close()
    expect(outcomes(await sent)).toEqual(['user0 sent', 'user1 sent', 'user2 waiting'])
    await shop.client.query(`update sightline.report_delivery set next_attempt = clock_timestamp()`)
    expect(outcomes(await send(shop, server))).toEqual(['user2 sent'])
  })

  it('of which no section has rows are not sent where the report says so', async () => {
    const shop = await reportedProject([{ user: 'ann' }], [], { skipIfEmpty: true })
    const server = await mailServer()
    expect(outcomes(await send(shop, server))).toEqual(['ann skipped'])
    expect(server.received).toEqual([])
  })
})
