const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const units = [
  ['y', 365 * day],
  ['d', day],
  ['h', hour],
  ['m', minute],
  ['s', second],
  ['ms', 1],
] as const

/** An interval as Grafana writes it: whole ones of the largest unit, so that 90 seconds are `1m`. */
export function formatInterval(milliseconds: number): string {
  const [name, length] = units.find(([, length]) => milliseconds >= length) ?? ['ms', milliseconds]
  return milliseconds < 1 ? '1ms' : `${Math.floor(milliseconds / length)}${name}`
}
