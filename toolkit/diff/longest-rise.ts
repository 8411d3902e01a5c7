/** The most numbers of a list, in their order, that rise. */
export function longestRise(numbers: readonly number[]): Set<number> {
  let best: readonly number[] = []
  const endingAt: (readonly number[])[] = []
  for (const [index, number] of numbers.entries()) {
    let longest: readonly number[] = []
    for (const earlier of endingAt.slice(0, index)) {
      if ((earlier.at(-1) ?? 0) < number && earlier.length > longest.length) longest = earlier
    }
    const own = [...longest, number]
    endingAt.push(own)
    if (own.length > best.length) best = own
  }
  return new Set(best)
}
