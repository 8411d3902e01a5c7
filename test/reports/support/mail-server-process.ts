import { appendFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** An SMTP server that notes each mail in a file before it says that it has it. */
const [port = '0', file = ''] = process.argv.slice(2)

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    buffer(stream).then((bytes) => {
      const text = bytes.toString('utf8')
      const messageId = /^message-id: (.*)$/im.exec(text)?.[1]?.trim() ?? ''
      // What it is told is done has no recipients any more.
      const recipients = [...session.envelope.rcptTo]
      for (const { address: to } of recipients)
        appendFileSync(file, `${JSON.stringify({ to, text, messageId })}\n`)
      done()
      process.send?.({ mails: recipients.length })
    }, done)
  },
})
server.on('error', () => {})
server.listen(Number(port), '127.0.0.1', () => {
  const address = server.server.address()
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port })
})
process.on('disconnect', () => process.exit())
