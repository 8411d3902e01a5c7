import { InvalidArgumentError } from 'commander'

const factors: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Postgres takes milliseconds up to here. */
const longest = 2 ** 31 - 1

/** A length of time as people write it, in milliseconds: `100ms`, `30s`, `5m`, `1h`. */
export function duration(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? []
  const factor = factors[unit]
  if (factor === undefined) throw new InvalidArgumentError('Write a length of time such as 100ms, 30s or 5m.')
  const milliseconds = Math.round(Number(number) * factor)
  if (milliseconds > longest) throw new InvalidArgumentError('It must be at most 24 days, 576h.')
  return milliseconds
}

/** A length of time after which something gives up: to Postgres, none at all would be for ever. */
export function timeout(text: string): number {
  const milliseconds = duration(text)
  if (milliseconds === 0)
    throw new InvalidArgumentError('It must be at least 1ms: Postgres takes 0 for no limit.')
  return milliseconds
}

/** A length of time as people write it, in the largest unit that fits. */
export function written(milliseconds: number): string {
  const units = Object.entries(factors).toSorted(([, a], [, b]) => b - a)
  const [unit, factor] = units.find(([, size]) => milliseconds >= size && milliseconds % size === 0) ?? [
    'ms',
    1,
  ]
  return `${milliseconds / factor}${unit}`
}
