import { EventEmitter, once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { releaseLater } from '../support/resources.ts'

/** A mail as a server got it. */
export interface ReceivedMail {
  readonly to: string
  readonly text: string
  readonly messageId: string
}

export interface MailServer {
  readonly url: string
  readonly received: readonly ReceivedMail[]
  /** Resolves when it has got so many mails more, or nobody waits for them any longer. */
  receives(count: number, signal: AbortSignal): Promise<void>
}

type Refusal = Error & { responseCode?: number }

/** A real SMTP server; `refuse` may say no to an address. */
export async function mailServer(
  refuse: (to: string) => Refusal | undefined = () => undefined,
): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const arrivals = new EventEmitter()
  const sockets = new Set<Socket>()
  const listen = async (): Promise<SMTPServer> => {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => done(refuse(address)),
      onData(stream, session, done) {
        buffer(stream).then((bytes) => {
          const text = bytes.toString('utf8')
          const messageId = /^message-id: (.*)$/im.exec(text)?.[1]?.trim() ?? ''
          for (const { address } of session.envelope.rcptTo) received.push({ to: address, text, messageId })
          done()
          arrivals.emit('mail')
        }, done)
      },
    })
    server.on('error', () => {})
    server.server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return server
  }
  const end = (server: SMTPServer) => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  const server = await listen()
  const { port } = portOf(server.server.address())
  releaseLater(() => end(server))
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    receives: (count, signal) => {
      const wanted = received.length + count
      return until(arrivals, () => received.length >= wanted, signal)
    },
  }
}

/** Looks at each arrival whether it is enough; what waits leaves no listener behind. */
export async function until(
  arrivals: EventEmitter,
  isEnough: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  while (!isEnough() && !signal.aborted) await once(arrivals, 'mail', { signal }).catch(() => {})
}

function portOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  return address
}

/** An answer of a server, with its code. */
export function answer(responseCode: number, message: string): Refusal {
  return Object.assign(new Error(message), { responseCode })
}
