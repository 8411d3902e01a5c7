/**
 * The keys of a while: one that comes again within the window is known, and what is older than two windows is
 * forgotten, so that memory stays as it is. Time is that of the stream, so that whoever reads it again decides the same.
 */
export class RecentKeys {
  readonly #window: number
  #age = -1
  #current = new Set<string>()
  #before = new Set<string>()

  constructor(window: number) {
    this.#window = window
  }

  /** From where a stream has to be read to know the keys that matter at a moment. */
  since(time: number): number {
    return Math.max(0, (Math.floor(time / this.#window) - 1) * this.#window)
  }

  /** Remembers a key; false where it was known. */
  add(key: string, time: number): boolean {
    this.#turnTo(Math.floor(time / this.#window))
    if (this.#current.has(key) || this.#before.has(key)) return false
    this.#current.add(key)
    return true
  }

  #turnTo(age: number): void {
    if (age <= this.#age) return
    this.#before = age === this.#age + 1 ? this.#current : new Set()
    this.#current = new Set()
    this.#age = age
  }
}
