import { connect, createServer, type Socket } from 'node:net'

/** Where clients connect, until it cuts them all off as a kill of their process would. */
export interface CuttingProxy {
  readonly connectionString: string
  /** Whether it has cut them off. */
  isCut(): boolean
  end(): void
}

/**
 * A way to a server that is cut at the client's message of a number: before the server gets it, or right after, so
 * that nobody learns what came of it.
 */
export async function cutConnections(
  connectionString: string,
  message: number,
  when: 'before' | 'after',
): Promise<CuttingProxy> {
  const target = new URL(connectionString)
  const sockets = new Set<Socket>()
  let [seen, cut] = [0, false]
  const cutAll = () => {
    cut = true
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
    if (cut) return cutAll()
    upstream.pipe(client)
    client.on('data', (data) => {
      if (isStatement(data) && ++seen > message) {
        if (when === 'before') return cutAll()
        upstream.write(data, cutAll)
        return
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
    cutAll()
    server.close()
  }
  return { connectionString: through.href, isCut: () => cut, end }
}

/** A simple query, or the Parse of a prepared one. */
const isStatement = (data: Buffer | string) => ['Q', 'P'].includes(data.toString('latin1', 0, 1))
