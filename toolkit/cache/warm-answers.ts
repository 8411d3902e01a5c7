import type { Cache } from '../define/cache.ts'

interface Warming {
  /** Milliseconds. */
  readonly every: number
  readonly warmUp: () => Promise<void>
  /** Changes whenever what the answers came from is refreshed, in whatever process. */
  readonly state: () => Promise<string>
}

/** How often it is looked whether another process refreshed something, in milliseconds. */
const look = 500

/** Answers that are computed ahead: again and again, and after what they came from was refreshed. */
export class WarmAnswers {
  readonly cache: Cache
  readonly #warming: Warming
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #known = ''
  #next = 0
  #isStopped = false

  constructor(cache: Cache, warming: Warming) {
    this.cache = cache
    this.#warming = warming
  }

  async start(): Promise<void> {
    await this.run()
    this.#wait()
  }

  /** Computes what is due, after what is being computed. */
  run(): Promise<void> {
    this.#running = this.#running.then(async () => {
      this.#known = await this.#warming.state()
      this.#next = Date.now() + this.#warming.every
      await this.#warming.warmUp()
    })
    return this.#running
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  #wait(): void {
    if (this.#isStopped) return
    const { every, state } = this.#warming
    this.#timer = setTimeout(
      async () => {
        if (Date.now() >= this.#next || (await state()) !== this.#known) await this.run()
        this.#wait()
      },
      Math.min(look, every),
    )
    this.#timer.unref()
  }
}
