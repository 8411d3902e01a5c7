import { connect, createServer, type Socket } from 'node:net'

/** Where clients connect, until something happens to them. */
export interface CuttingProxy {
  readonly connectionString: string
  /** How many statements the clients have sent. */
  statements(): number
  /** Whether it has happened. */
  isCut(): boolean
  end(): void
}

/** Before the server gets a statement, or right after, so that nobody learns what came of it. */
export type Moment = 'before' | 'after'

/**
 * A way to a server on which something happens at the clients' statement of a number: all of them are cut off, as a kill
 * of their process would, or what `strike` does.
 */
export async function cutConnections(
  connectionString: string,
  statement: number,
  when: Moment,
  strike?: () => void,
): Promise<CuttingProxy> {
  const target = new URL(connectionString)
  const sockets = new Set<Socket>()
  let [seen, cut] = [0, false]
  const cutAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    if (cut && !strike) return cutAll()
    upstream.pipe(client)
    client.on('data', (data) => {
      if (isStatement(data) && seen++ === statement) {
        cut = true
        const act = strike ?? cutAll
        if (when === 'after') return upstream.write(data, act)
        act()
        if (!strike) return
      }
      upstream.write(data)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port.')
  const through = new URL(connectionString)
  through.port = String(address.port)
  const end = () => {
    cut = true
    cutAll()
    server.close()
  }
  return { connectionString: through.href, statements: () => seen, isCut: () => cut, end }
}

/** A simple query, or the Parse of a prepared one. */
const isStatement = (data: Buffer | string) => ['Q', 'P'].includes(data.toString('latin1', 0, 1))
