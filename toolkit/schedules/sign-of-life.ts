import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { openSession } from '../postgres/session.ts'
import { thisConnection } from './is-alive.ts'
import { workerApplication } from './run-schedule.ts'

/** A connection by which a worker is seen to live; when it is lost it is made again. */
export class SignOfLife {
  readonly #url: string
  readonly #worker: string
  #client: pg.Client | undefined
  #ended = false

  private constructor(url: string, worker: string) {
    this.#url = url
    this.#worker = worker
  }

  static async give(url: string, worker: string): Promise<SignOfLife> {
    const sign = new SignOfLife(url, worker)
    const client = await sign.#hold()
    sign.#keep(client).catch(() => {})
    return sign
  }

  /** Writes the sign again: the tables may have been removed and made anew. */
  async renew(): Promise<void> {
    await this.#client?.query(
      `insert into sightline.worker (worker, pid, backend_start) select $1, pid, backend_start from ${thisConnection}
       on conflict (worker) do update set pid = excluded.pid, backend_start = excluded.backend_start`,
      [this.#worker],
    )
  }

  async end(): Promise<void> {
    this.#ended = true
    await this.#client
      ?.query('delete from sightline.worker where worker = $1', [this.#worker])
      .catch(() => {})
    await this.#client?.end().catch(() => {})
  }

  async #hold(): Promise<pg.Client> {
    const client = await openSession(this.#url, { application_name: workerApplication, keepAlive: true })
    this.#client = client
    try {
      await this.renew()
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    return client
  }

  async #keep(first: pg.Client): Promise<void> {
    let held: pg.Client | undefined = first
    while (!this.#ended) {
      if (held) await once(held, 'end')
      if (this.#ended) return
      await wait(1000)
      held = await this.#hold().catch(() => undefined)
    }
    await held?.end().catch(() => {})
  }
}
