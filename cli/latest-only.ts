/** Runs something for the latest of what comes in: one run at a time, and none for what was overtaken meanwhile. */
export class LatestOnly<T> {
  readonly #run: (value: T) => Promise<void>
  #waiting: { readonly value: T } | undefined
  #running: Promise<void> | undefined

  constructor(run: (value: T) => Promise<void>) {
    this.#run = run
  }

  add(value: T): void {
    this.#waiting = { value }
    this.#running ??= this.#runAll()
  }

  /** Done with what came in so far. */
  async idle(): Promise<void> {
    await this.#running
  }

  async #runAll(): Promise<void> {
    while (this.#waiting) {
      const { value } = this.#waiting
      this.#waiting = undefined
      await this.#run(value)
    }
    this.#running = undefined
  }
}
