import { fixedNumber } from './fixed-number.ts'
import { numberFormat, type ValueFormat } from './value-format.ts'

interface Step {
  /** Values whose size is below are written in this step. */
  readonly below: number
  /** A word for one of it, which takes an s for more. */
  readonly word: string
  readonly dividedBy?: number
  readonly times?: number
}

const words = ['min', 'hour', 'day', 'week', 'year']

const duration = (steps: readonly Step[], plural: 'always' | 'scaled'): ValueFormat =>
  numberFormat((value, decimals) => {
    const step = steps.find(({ below }) => Math.abs(value) < below) ?? steps.at(-1)
    if (!step) return { text: fixedNumber(value, decimals) }
    const { word, dividedBy = 1, times = 1 } = step
    const scaled = (value * times) / dividedBy
    const isScaled = step !== steps[0] || plural === 'always'
    const many = isScaled && words.includes(word) && Math.abs(scaled) > 1
    return { text: fixedNumber(scaled, decimals), suffix: ` ${word}${many ? 's' : ''}` }
  })

const nanoseconds = duration(
  [
    { below: 1e3, word: 'ns' },
    { below: 1e6, word: 'µs', dividedBy: 1e3 },
    { below: 1e9, word: 'ms', dividedBy: 1e6 },
    { below: 6e10, word: 's', dividedBy: 1e9 },
    { below: 3.6e12, word: 'min', dividedBy: 6e10 },
    { below: 8.64e13, word: 'hour', dividedBy: 3.6e12 },
    { below: Infinity, word: 'day', dividedBy: 8.64e13 },
  ],
  'scaled',
)

const microseconds = duration(
  [
    { below: 1e3, word: 'µs' },
    { below: 1e6, word: 'ms', dividedBy: 1e3 },
    { below: Infinity, word: 's', dividedBy: 1e6 },
  ],
  'scaled',
)

const milliseconds = duration(
  [
    { below: 1e3, word: 'ms' },
    { below: 6e4, word: 's', dividedBy: 1e3 },
    { below: 3.6e6, word: 'min', dividedBy: 6e4 },
    { below: 8.64e7, word: 'hour', dividedBy: 3.6e6 },
    { below: 3.1536e10, word: 'day', dividedBy: 8.64e7 },
    { below: Infinity, word: 'year', dividedBy: 3.1536e10 },
  ],
  'scaled',
)

const secondSteps = duration(
  [
    { below: 1e-6, word: 'ns', times: 1e9 },
    { below: 1e-3, word: 'µs', times: 1e6 },
    { below: 1, word: 'ms', times: 1e3 },
    { below: 60, word: 's' },
    { below: 3600, word: 'min', dividedBy: 60 },
    { below: 86_400, word: 'hour', dividedBy: 3600 },
    { below: 604_800, word: 'day', dividedBy: 86_400 },
    { below: 31_536_000, word: 'week', dividedBy: 604_800 },
    { below: Infinity, word: 'year', dividedBy: 31_556_900 },
  ],
  'scaled',
)

/** Seconds as Grafana writes them: nothing is `0 s`, whatever the decimals. */
export const seconds: ValueFormat = (value, decimals) =>
  value === 0 ? { text: '0', suffix: ' s' } : secondSteps(value, decimals)

const minutes = duration(
  [
    { below: 60, word: 'min' },
    { below: 1440, word: 'hour', dividedBy: 60 },
    { below: 10_080, word: 'day', dividedBy: 1440 },
    { below: 604_800, word: 'week', dividedBy: 10_080 },
    { below: Infinity, word: 'year', dividedBy: 525_948 },
  ],
  'scaled',
)

const hours = duration(
  [
    { below: 24, word: 'hour' },
    { below: 168, word: 'day', dividedBy: 24 },
    { below: 8760, word: 'week', dividedBy: 168 },
    { below: Infinity, word: 'year', dividedBy: 8760 },
  ],
  'scaled',
)

const days = duration(
  [
    { below: 7, word: 'day' },
    { below: 365, word: 'week', dividedBy: 7 },
    { below: Infinity, word: 'year', dividedBy: 365 },
  ],
  'always',
)

/** Hundredths of a second. */
const timeTicks: ValueFormat = (value, decimals) => seconds(value === null ? 0 : value / 100, decimals)

/** Lengths of time in the largest unit that they fill. */
export const durationUnits: Readonly<Record<string, ValueFormat>> = {
  ns: nanoseconds,
  µs: microseconds,
  ms: milliseconds,
  s: seconds,
  m: minutes,
  h: hours,
  d: days,
  timeticks: timeTicks,
}
