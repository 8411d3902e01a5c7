import { createServer } from 'node:net'
import { SightlineError } from '../foundation/sightline-error.ts'

/** A port of 127.0.0.1 that nobody listens on; a wanted one is refused when it is taken. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted < 0 || wanted > 65_535) {
    throw new SightlineError({
      code: 'invalid-port',
      what: 'This is not a port.',
      value: String(wanted),
      next: 'Use a number from 1 to 65535, or leave --port out and a free one is taken.',
    })
  }
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (cause) =>
      reject(
        new SightlineError(
          {
            code: 'port-unavailable',
            what: `The port ${wanted} cannot be used: ${cause.message}.`,
            value: String(wanted),
            next: 'Choose another with --port, or leave --port out and a free one is taken.',
          },
          { cause },
        ),
      ),
    )
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : wanted
      server.close(() => resolve(port))
    })
  })
}
