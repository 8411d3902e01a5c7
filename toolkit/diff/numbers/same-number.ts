/** How two numbers compare to people. */
export type Sameness = 'equal' | 'rounding' | 'different'

/** Differences below this share of the larger number come from the order of additions. */
const noise = 1e-9

/** More than this share of the larger number is a difference, even where one number is the other one rounded. */
const rounded = 0.005

/** Compares two values of a result: one that is the other one rounded, and hardly differs from it, is no change. */
export function sameNumber(before: unknown, after: unknown): Sameness {
  if (typeof before !== 'number' || typeof after !== 'number') return before === after ? 'equal' : 'different'
  if (before === after || (Number.isNaN(before) && Number.isNaN(after))) return 'equal'
  const share = Math.abs(after - before) / Math.max(Math.abs(before), Math.abs(after))
  if (share <= noise) return 'rounding'
  return share <= rounded && (isRoundingOf(before, after) || isRoundingOf(after, before))
    ? 'rounding'
    : 'different'
}

function isRoundingOf(short: number, long: number): boolean {
  const [, fraction = ''] = /^-?\d+(?:\.(\d+))?$/.exec(String(short)) ?? []
  const step = 10 ** -fraction.length
  return Math.abs(short - long) <= step / 2 + Math.abs(short) * noise
}

/** The worse of two. */
export function worse(one: Sameness, other: Sameness): Sameness {
  const order: readonly Sameness[] = ['equal', 'rounding', 'different']
  return order[Math.max(order.indexOf(one), order.indexOf(other))] ?? 'different'
}
