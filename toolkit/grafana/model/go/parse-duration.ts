const nanoseconds = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
])

/** The longest duration that Go knows, in nanoseconds: about 292 years. */
export const longestDuration = 2n ** 63n - 1n

const part = /(\d*)(?:\.(\d*))?([^\d.]+)/y

/** The nanoseconds of a duration as Go's `time.ParseDuration` reads it, such as `1h30m` or `-1.5s`; undefined for none. */
export function parseGoDuration(text: string): bigint | undefined {
  const [, sign, parts = ''] = /^([+-]?)(.*)$/s.exec(text) ?? []
  if (parts === '0') return 0n
  if (parts === '') return undefined
  let sum = 0n
  part.lastIndex = 0
  while (part.lastIndex < parts.length) {
    const [, whole = '', fraction = '', unit = ''] = part.exec(parts) ?? []
    const length = nanoseconds.get(unit)
    if (length === undefined || whole + fraction === '') return undefined
    sum += BigInt(whole === '' ? 0 : whole) * length + fractionOf(fraction, length)
    if (sum > longestDuration) return undefined
  }
  return sign === '-' ? -sum : sum
}

function fractionOf(digits: string, length: bigint): bigint {
  if (digits === '') return 0n
  return (BigInt(digits) * length) / 10n ** BigInt(digits.length)
}
