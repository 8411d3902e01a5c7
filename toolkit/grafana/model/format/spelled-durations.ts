import { writeMoment } from './moment-pattern.ts'
import { type FormattedValue, numberFormat, type ValueFormat } from './value-format.ts'

const parts: readonly (readonly [word: string, milliseconds: number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
  ['millisecond', 1],
]

/** A length of time before now is written as one after it, with `ago`. */
const ago = (length: FormattedValue): FormattedValue => ({ ...length, suffix: `${length.suffix ?? ''} ago` })

/** A length of time in words: its largest part, and as many smaller ones as it has decimals. */
const spelled = (unit: 'second' | 'millisecond'): ValueFormat => {
  const write = numberFormat((value, decimals) => {
    if (value === 0) return { text: '0', suffix: ` ${unit}s` }
    if (value < 0) return ago(write(-value, decimals))
    let rest = unit === 'second' ? value * 1000 : value
    const first = parts.findIndex(([, size]) => rest / size >= 1)
    if (first < 0) return { text: '' }
    const texts = parts.slice(first, first + 1 + Math.floor(decimals ?? 0)).map(([word, size]) => {
      const count = Math.floor(rest / size)
      rest %= size
      return `${count} ${word}${count === 1 ? '' : 's'}`
    })
    return { text: texts.join(', ') }
  })
  return write
}

const twoDigits = (value: number): string => (value > 9 ? `${value}` : `0${value}`)

/** Seconds as `hh:mm:ss`. */
const clockTime: ValueFormat = (given) => {
  const value = given ?? 0
  if (value < 0) return ago(clockTime(-value))
  const counts = [value / 3600, (value % 3600) / 60, (value % 3600) % 60]
  return { text: counts.map((count) => twoDigits(Math.floor(count))).join(':') }
}

/** Seconds as `d hh:mm:ss`. */
const daysAndClockTime: ValueFormat = (given) => {
  const value = given ?? 0
  if (value < 0) return ago(daysAndClockTime(-value))
  const days = Math.floor(value / 86_400)
  const { text } = clockTime(value - days * 24 * 3600)
  return { text: days > 0 ? `${days} d ${text}` : text }
}

/** Milliseconds as `01h:02m:03s:004ms`, less exact with few decimals. */
const clock = numberFormat((value, decimals) => {
  const write = (pattern: string) => writeMoment(value, pattern)
  if (value < 1000) return { text: write('SSS[ms]') }
  if (value < 60_000) return { text: write(decimals === 0 ? 'ss[s]' : 'ss[s]:SSS[ms]') }
  const all = 'mm[m]:ss[s]:SSS[ms]'
  if (value < 3_600_000) {
    return { text: write(decimals === 0 ? 'mm[m]' : decimals === 1 ? 'mm[m]:ss[s]' : all) }
  }
  const hours = `${Math.floor(value / 3_600_000)}h`
  if (decimals === 0) return { text: hours }
  const rest = decimals === 1 ? 'mm[m]' : decimals === 2 ? 'mm[m]:ss[s]' : all
  return { text: `${hours}:${write(rest)}` }
})

/** Lengths of time in words and on clocks. */
export const spelledDurationUnits: Readonly<Record<string, ValueFormat>> = {
  dtdurationms: spelled('millisecond'),
  dtdurations: spelled('second'),
  dthms: clockTime,
  dtdhms: daysAndClockTime,
  clockms: clock,
  clocks: (value, decimals) => clock((value ?? 0) * 1000, decimals),
}
