/** Registers for 2^11 groups of values: the count is right within some two percent. */
const precision = 11
const registers = 1 << precision
const alpha = 0.7213 / (1 + 1.079 / registers)

/**
 * Counts different values without keeping them, as HyperLogLog does. Adding a value again changes nothing, and two
 * sketches together are that of both.
 */
export class DistinctSketch {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array = new Uint8Array(registers)) {
    this.bytes = bytes
  }

  add(value: string): void {
    const [high, low] = hash(value)
    const register = high >>> (32 - precision)
    const rest = ((high << precision) | (low >>> (32 - precision))) >>> 0
    const rank = rest === 0 ? 33 + Math.clz32(low << precision) : Math.clz32(rest) + 1
    if (rank > (this.bytes[register] ?? 0)) this.bytes[register] = Math.min(rank, 255)
  }

  addAll(other: DistinctSketch): void {
    for (let place = 0; place < registers; place++) {
      const rank = other.bytes[place] ?? 0
      if (rank > (this.bytes[place] ?? 0)) this.bytes[place] = rank
    }
  }

  count(): number {
    let sum = 0
    let empty = 0
    for (const rank of this.bytes) {
      sum += 2 ** -rank
      if (rank === 0) empty++
    }
    const estimate = (alpha * registers * registers) / sum
    const isSmall = estimate <= 2.5 * registers && empty > 0
    return Math.round(isSmall ? registers * Math.log(registers / empty) : estimate)
  }
}

/** 64 bits of a text, well mixed: two runs of MurmurHash3's 32-bit steps with different seeds. */
function hash(text: string): readonly [number, number] {
  let a = 0x9747b28c
  let b = 0x3c6ef372
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    a = Math.imul(a ^ code, 0xcc9e2d51)
    a = (a << 15) | (a >>> 17)
    b = Math.imul(b ^ code, 0x1b873593)
    b = (b << 13) | (b >>> 19)
  }
  return [mix(a ^ text.length), mix(b ^ a)]
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
