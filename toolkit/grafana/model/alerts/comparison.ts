/** Compares a number with the parameters of an evaluator. */
export type Comparison = (value: number) => boolean

const ofOne: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  gt: (value, limit) => value > limit,
  lt: (value, limit) => value < limit,
  eq: (value, limit) => value === limit,
  ne: (value, limit) => value !== limit,
  gte: (value, limit) => value >= limit,
  lte: (value, limit) => value <= limit,
}

const ofTwo: Readonly<Record<string, (value: number, low: number, high: number) => boolean>> = {
  within_range: (value, low, high) => value > low && value < high,
  outside_range: (value, low, high) => value < low || value > high,
  within_range_included: (value, low, high) => value >= low && value <= high,
  outside_range_included: (value, low, high) => value <= low || value >= high,
}

/** The evaluators that Grafana knows, in the order in which it names them. */
export const evaluatorTypes: readonly string[] = [...Object.keys(ofOne), ...Object.keys(ofTwo)]

/** How many parameters an evaluator needs. */
export const parameterCount = (type: string): 1 | 2 => (type in ofTwo ? 2 : 1)

/** The comparison of an evaluator with as many parameters as it needs. */
export function comparison(type: string, [low = 0, high = 0]: readonly number[]): Comparison {
  const two = ofTwo[type]
  if (two) return (value) => two(value, low, high)
  const one = ofOne[type]
  return (value) => one?.(value, low) ?? false
}
