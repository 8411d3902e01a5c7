import type { FastifyInstance } from 'fastify'
import { SightlineError } from '../../foundation/sightline-error.ts'

export interface ListenOptions {
  readonly host: string
  /** 0 for a free one. */
  readonly port: number
  /** Ends what was started for a server that cannot listen. */
  readonly onRefused: () => Promise<void>
}

/**
 * Opens the port of a server, and returns its address.
 *
 * @throws SightlineError where the port cannot be used
 */
export async function listen(
  app: Pick<FastifyInstance, 'listen' | 'server'>,
  { host, port, onRefused }: ListenOptions,
): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    await onRefused()
    throw new SightlineError(
      {
        code: 'port-unavailable',
        what: `The port ${port} cannot be used: ${cause instanceof Error ? cause.message : cause}.`,
        value: String(port),
        next: 'Choose another with --port.',
      },
      { cause },
    )
  }
  const address = app.server.address()
  return `http://${host}:${typeof address === 'object' && address !== null ? address.port : port}`
}
