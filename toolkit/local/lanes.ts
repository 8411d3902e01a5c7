import type { ClientBase } from 'pg'

/** Connections, each of which does one thing at a time. */
export class Lanes {
  readonly #free: ClientBase[]
  readonly #waiting: ((client: ClientBase) => void)[] = []

  constructor(clients: readonly ClientBase[]) {
    this.#free = [...clients]
  }

  /** Does something on a connection that is free, or as soon as one is. */
  async use<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
    const client =
      this.#free.shift() ?? (await new Promise<ClientBase>((resolve) => this.#waiting.push(resolve)))
    try {
      return await work(client)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(client)
      else this.#free.push(client)
    }
  }
}
