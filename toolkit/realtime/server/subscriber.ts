import type { Scope } from './tokens.ts'
import { mayRead } from './tokens.ts'

/** How something is sent to one reader. */
export interface Line {
  send(text: string): void
  /** Bytes that were sent and not taken yet. */
  readonly behind: number
  /** Asks for a sign of life; false where the one that was asked for before has not come. */
  isAlive(): boolean
  close(reason: 'too slow' | 'server stops'): void
}

/** Somebody who reads topics. */
export class Subscriber {
  readonly topics = new Set<string>()
  readonly #line: Line
  readonly #scopes: readonly Scope[]
  readonly #mostBehind: number
  /** What arrives while it catches up with what it missed; undefined otherwise. */
  #held: string[] | undefined
  isGone = false

  constructor(line: Line, scopes: readonly Scope[], mostBehind: number) {
    this.#line = line
    this.#scopes = scopes
    this.#mostBehind = mostBehind
  }

  mayRead(topic: string): boolean {
    return mayRead(this.#scopes, topic)
  }

  /** Sends a message; whoever does not take what was sent is dropped. */
  send(message: string): void {
    if (this.isGone) return
    if (this.#held) this.#held.push(message)
    else this.#sendNow(message)
    if (this.#line.behind > this.#mostBehind || (this.#held?.length ?? 0) > 10_000) this.close('too slow')
  }

  /** Sends a sign of life; whoever gave none since the last one is dropped. */
  beat(message: string): void {
    if (this.isGone) return
    if (this.#line.isAlive()) this.send(message)
    else this.close('too slow')
  }

  /** What arrives from now on waits until what was missed is sent. */
  hold(): void {
    this.#held ??= []
  }

  /** Sends what was missed, and then what arrived meanwhile. */
  release(missed: readonly string[]): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const message of [...missed, ...held]) this.send(message)
  }

  close(reason: 'too slow' | 'server stops'): void {
    if (this.isGone) return
    this.isGone = true
    this.#line.close(reason)
  }

  #sendNow(message: string): void {
    try {
      this.#line.send(message)
    } catch {
      this.isGone = true
    }
  }
}
