import { visible } from './visible.ts'

/** The last line of a terminal, which says how things stand while other lines go by above it. */
export class StatusLine {
  readonly #terminal = Boolean(process.stderr.isTTY)
  #text = ''

  /** Says how things stand now; without a terminal, where that is another way than before. */
  set(text: string): void {
    if (text === this.#text) return
    this.#text = text
    if (this.#terminal) this.#draw()
    else process.stderr.write(`${visible(text)}\n`)
  }

  /** Prints above the line. */
  say(text: string): void {
    this.clear()
    process.stdout.write(`${visible(text)}\n`)
    if (this.#terminal) this.#draw()
  }

  clear(): void {
    if (this.#terminal) process.stderr.write('\r\x1b[2K')
  }

  #draw(): void {
    const width = process.stderr.columns ?? 80
    const text = visible(this.#text)
    process.stderr.write(`\r\x1b[2K${text.length < width ? text : `${text.slice(0, width - 2)}…`}`)
  }
}
