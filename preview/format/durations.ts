import type { Shown } from './shown.ts'

/** Milliseconds of each unit of time that a value can be given in. */
const given: Readonly<Record<string, number>> = {
  ns: 1e-6,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

const steps = [
  [' ns', 1e-6],
  [' µs', 1e-3],
  [' ms', 1],
  [' s', 1000],
  [' mins', 60_000],
  [' hours', 3_600_000],
  [' days', 86_400_000],
  [' weeks', 604_800_000],
  [' years', 31_536_000_000],
] as const

const words = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
] as const

/** A length of time in the largest unit that it fills, as `1.5 s`; undefined where the unit is no unit of time. */
export function showDuration(
  value: number,
  unit: string,
  round: (value: number) => string,
): Shown | undefined {
  const length = given[unit]
  if (length === undefined) return undefined
  const milliseconds = value * length
  const start = Math.max(
    0,
    steps.findIndex(([, size]) => size === length),
  )
  let chosen = steps[start] ?? steps[0]
  for (const step of steps.slice(start)) if (Math.abs(milliseconds) >= step[1]) chosen = step
  const text = round(milliseconds / chosen[1])
  return { prefix: '', text, suffix: chosen[0] }
}

/** A length of time in words: `2 hours, 5 minutes`; undefined for another unit. */
export function showWords(value: number, unit: string): Shown | undefined {
  const length = { dtdurationms: 1, dtdurations: 1000, dthms: 1000, clockms: 1, clocks: 1000 }[unit]
  if (length === undefined) return undefined
  let rest = Math.abs(value * length)
  if (unit === 'dthms' || unit.startsWith('clock')) {
    const parts = [3_600_000, 60_000, 1000].map((size) =>
      String(Math.floor(rest / size) % (size === 3_600_000 ? 1e9 : 60)),
    )
    return { prefix: '', text: parts.map((part) => part.padStart(2, '0')).join(':'), suffix: '' }
  }
  const parts: string[] = []
  for (const [name, size] of words) {
    const count = Math.floor(rest / size)
    if (count === 0) continue
    rest -= count * size
    parts.push(`${count} ${name}${count === 1 ? '' : 's'}`)
    if (parts.length === 2) break
  }
  return { prefix: '', text: parts.join(', ') || '0 s', suffix: '' }
}
