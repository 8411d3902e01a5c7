import type { ServerResponse } from 'node:http'

/** Tells every open page what has happened. */
export class EventStream {
  readonly #pages = new Set<ServerResponse>()

  /** Keeps a page told, until it goes away. */
  add(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    response.write(': open\n\n')
    this.#pages.add(response)
    response.on('close', () => this.#pages.delete(response))
  }

  send(event: 'release' | 'problem' | 'rows', data: object): void {
    for (const page of this.#pages) page.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  end(): void {
    for (const page of this.#pages) page.end()
  }
}
