/** A stream of pseudo-random numbers (mulberry32) that the same keys always start in the same place. */
export class Random {
  #state: number

  constructor(...keys: readonly (string | number)[]) {
    this.#state = fnv1a(keys.join('/'))
  }

  /** A number from 0 up to, but without, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }

  /** A whole number from low to high, both included. */
  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<const T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)] ?? items[0]
  }

  /** A whole number near an expected one: its fraction is the chance of one more. */
  round(expected: number): number {
    return Math.floor(expected + this.next())
  }

  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next())
  }

  /** Log-normal with a mean of 1; the larger its sigma, the heavier its tail. */
  logNormal(sigma: number): number {
    return Math.exp(this.normal(-(sigma * sigma) / 2, sigma))
  }

  poisson(mean: number): number {
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = this.next(); product > limit; product *= this.next()) count++
    return count
  }
}

/** The FNV-1a hash of a text, in 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

/** The share at position `index` of a golden-ratio sequence: evenly spread from 0 to 1 at any length. */
export const spread = (index: number): number => (index * 0.6180339887498949 + 0.5) % 1

/** Choices, each with how often it is taken compared to the others; at least one. */
export type Weights<Choice> = readonly [readonly [Choice, number], ...(readonly [Choice, number])[]]

/** Which of the weighted choices a share from 0 to 1 falls on. */
export function byWeight<const Choice>(weights: Weights<Choice>, share: number): Choice {
  let rest = share * weights.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [choice, weight] of weights) {
    rest -= weight
    if (rest < 0) return choice
  }
  return weights[0][0]
}

/** A number rounded to so many decimals. */
export function decimals(value: number, digits: number): number {
  const factor = 10 ** digits
  return Math.round(value * factor) / factor
}
