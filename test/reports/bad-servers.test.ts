import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { openMailer, requireReport, sendReports } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { releaseLater } from '../support/resources.ts'
import { reportedProject } from './reported-project.ts'

let shop: Awaited<ReturnType<typeof reportedProject>>
beforeAll(async () => {
  shop = await reportedProject(
    [{ user: 'ann' }, { user: 'bob' }],
    [
      ['ann', 'Of Ann', '2026-03-09T10:00:00Z', '1.00'],
      ['bob', 'Of Bob', '2026-03-09T10:00:00Z', '1.00'],
    ],
  )
})

/** When a server says nothing any more. */
type HangsAt = 'the greeting' | 'the first word' | 'the end of a mail'

/** What a server says to the end of a mail; nothing where it drops the connection or hangs. */
interface Behaviour {
  readonly atTheEnd?: string
  readonly hangsAt?: HangsAt
}

/** A server that speaks as much of SMTP as it takes to misbehave. */
async function badServer({ atTheEnd, hangsAt }: Behaviour): Promise<string> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {})
    if (hangsAt === 'the greeting') return
    socket.write('220 bad.example.com\r\n')
    if (hangsAt === 'the first word') return
    let isInMail = false
    createInterface(socket).on('line', (line) => {
      if (isInMail && line !== '.') return
      if (isInMail && hangsAt !== undefined) return
      if (isInMail && atTheEnd === undefined) return void socket.destroy()
      const answer = isInMail
        ? atTheEnd
        : line === 'DATA'
          ? '354 go on'
          : line === 'QUIT'
            ? '221 bye'
            : '250 fine'
      isInMail = line === 'DATA'
      socket.write(`${answer}\r\n`)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  releaseLater(async () => void server.close())
  const { port } = addressOf(server.address())
  return `smtp://127.0.0.1:${port}`
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  return address
}

async function send(url: string, day: string) {
  const patience = { connectionTimeout: 300, greetingTimeout: 300, socketTimeout: 300 }
  const mailer = await openMailer({ url, perMinute: 6000 }, patience)
  return sendReports(await shop.connect(), {
    release: shop.release,
    report: requireReport(shop.release, 'daily'),
    mailer,
    from: 'reports@example.com',
    unsubscribing: undefined,
    now: new Date('2026-03-10T09:30:00Z'),
    user: undefined,
    day,
    whenDue: false,
    timeout: 10_000,
    onDelivery: () => {},
  }).finally(() => mailer.close())
}

describe('a mail server', () => {
  it('that refuses mails for ever is believed, for each mail', async () => {
    const sent = await send(await badServer({ atTheEnd: '554 no mails from you' }), '2026-03-09')
    expect(sent.map(({ outcome }) => outcome)).toEqual(['refused', 'refused'])
    expect(sent[0]?.error).toContain('554 no mails from you')
  })

  it('that is busy gets each mail later', async () => {
    const sent = await send(await badServer({ atTheEnd: '451 try again' }), '2026-03-08')
    expect(sent.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting'])
  })

  it('that drops the connection in the middle of a mail ends the run, and loses nothing', async () => {
    const sent = await send(await badServer({}), '2026-03-07')
    expect(sent.map(({ outcome }) => outcome)).toEqual(['waiting'])
    const { rows } = await shop.client.query(
      `select state from sightline.report_delivery where period = '2026-03-07'`,
    )
    expect(rows).toEqual([{ state: 'waiting' }, { state: 'waiting' }])
  })

  it.each<[HangsAt, string]>([
    ['the greeting', '2026-03-06'],
    ['the first word', '2026-03-05'],
    ['the end of a mail', '2026-03-04'],
  ])('that hangs at %s is given up, and every mail waits for the next run', async (hangsAt, day) => {
    const sent = await send(await badServer({ hangsAt }), day)
    expect(sent.map(({ outcome }) => outcome)).toEqual(['waiting'])
    expect(sent[0]?.error).toMatch(/time-?d?out|timed? ?out|greeting/i)
    const { rows } = await shop.client.query(
      `select state from sightline.report_delivery where period = '${day}'`,
    )
    expect(rows).toEqual([{ state: 'waiting' }, { state: 'waiting' }])
  })
})
