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

/** What a server says to the end of a mail; nothing where it drops the connection. */
type AtTheEnd = string | undefined

/** A server that speaks as much of SMTP as it takes to misbehave. */
async function badServer(atTheEnd: AtTheEnd): Promise<string> {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {})
    socket.write('220 bad.example.com\r\n')
    let isInMail = false
    createInterface(socket).on('line', (line) => {
      if (isInMail && line !== '.') return
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
  const mailer = await openMailer({ url, perMinute: 6000 })
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
    const sent = await send(await badServer('554 no mails from you'), '2026-03-09')
    expect(sent.map(({ outcome }) => outcome)).toEqual(['refused', 'refused'])
    expect(sent[0]?.error).toContain('554 no mails from you')
  })

  it('that is busy gets each mail later', async () => {
    const sent = await send(await badServer('451 try again'), '2026-03-08')
    expect(sent.map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting'])
  })

  it('that drops the connection in the middle of a mail ends the run, and loses nothing', async () => {
    const sent = await send(await badServer(undefined), '2026-03-07')
    expect(sent.map(({ outcome }) => outcome)).toEqual(['waiting'])
    const { rows } = await shop.client.query(
      `select state from sightline.report_delivery where period = '2026-03-07'`,
    )
    expect(rows).toEqual([{ state: 'waiting' }, { state: 'waiting' }])
  })
})
