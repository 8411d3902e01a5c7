const second = 1_000_000_000n

/** Nanoseconds as seconds, rounded as Go's `Duration.Seconds` does. */
export const secondsOf = (nanoseconds: bigint): number =>
  Number(nanoseconds / second) + Number(nanoseconds % second) / 1e9

/** Milliseconds as whole seconds since 1970, towards the past. */
export const unixSeconds = (date: Date): number => Math.floor(date.getTime() / 1000)

/** Nanoseconds since 1970; as in Go they wrap around beyond the year 2262. */
export const unixNanoseconds = (date: Date): bigint => BigInt.asIntN(64, BigInt(date.getTime()) * 1_000_000n)
