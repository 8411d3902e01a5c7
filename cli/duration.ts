import { InvalidArgumentError } from 'commander'

const factors: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** A length of time as people write it, in milliseconds: `100ms`, `30s`, `5m`, `1h`. */
export function duration(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? []
  const factor = factors[unit]
  if (factor === undefined) throw new InvalidArgumentError('Write a length of time such as 100ms, 30s or 5m.')
  return Math.round(Number(number) * factor)
}
