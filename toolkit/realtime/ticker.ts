/** Does something again and again, never twice at the same time. */
export class Ticker {
  readonly #every: number
  readonly #work: () => Promise<void>
  readonly #onProblem: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(every: number, work: () => Promise<void>, onProblem: (error: unknown) => void) {
    this.#every = every
    this.#work = work
    this.#onProblem = onProblem
  }

  start(): void {
    if (this.#isStopped) return
    this.#timer = setTimeout(() => {
      this.#running = this.#work()
        .catch(this.#onProblem)
        .then(() => this.start())
    }, this.#every)
  }

  /** Waits for what is being done. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#running
  }
}
