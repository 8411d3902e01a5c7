import type { AddressInfo } from 'node:net'
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
}

type Refusal = Error & { responseCode?: number }

/** A real SMTP server; `refuse` may say no to an address. */
export async function mailServer(
  refuse: (to: string) => Refusal | undefined = () => undefined,
): Promise<MailServer> {
  const received: ReceivedMail[] = []
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
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  releaseLater(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = portOf(server.server.address())
  return { url: `smtp://127.0.0.1:${port}`, received }
}

function portOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen')
  return address
}

/** An answer of a server, with its code. */
export function answer(responseCode: number, message: string): Refusal {
  return Object.assign(new Error(message), { responseCode })
}
