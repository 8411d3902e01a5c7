import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { openSession } from '../postgres/session.ts'
import { workerApplication } from './run-schedule.ts'

/** Sets the locks of living workers apart from those of others. */
export const lifeLock = "hashtext('sightline worker is alive')"

/** A connection that holds a lock for as long as the worker lives; when it is lost it is made again. */
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

  async end(): Promise<void> {
    this.#ended = true
    await this.#client?.end().catch(() => {})
  }

  async #hold(): Promise<pg.Client> {
    const client = await openSession(this.#url, { application_name: workerApplication, keepAlive: true })
    this.#client = client
    try {
      await client.query(`select pg_advisory_lock(${lifeLock}, hashtext($1))`, [this.#worker])
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
