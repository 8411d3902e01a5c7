const lengths = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
  ['M', 2_592_000_000],
  ['y', 31_536_000_000],
])

/** A text that Grafana's page does not take for an interval, in its words. */
export class IntervalError extends Error {
  constructor() {
    super(
      'Invalid interval string, has to be either unit-less or end with one of the following units: "y, M, w, d, h, m, s, ms"',
    )
    this.name = 'IntervalError'
  }
}

/**
 * The milliseconds of a least interval as Grafana's page reads it: a number is seconds, fractions are cut off, and what
 * follows the first unit is left out, so that `1m30s` is a minute.
 *
 * @throws IntervalError for `>1m` and other texts that do not begin with a number and a unit
 */
export function frontEndInterval(text: string): number {
  if (Number(text)) return Number.parseInt(text, 10) * 1000
  const [, amount = '', unit = ''] = /^(-?\d+(?:\.\d+)?)(ms|[Mwdhmsy])/.exec(text) ?? []
  const length = lengths.get(unit)
  if (length === undefined) throw new IntervalError()
  return Number.parseInt(amount, 10) * length
}
