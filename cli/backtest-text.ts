import type { Backtest, Firing, Noise } from 'sightline/engine'
import { formatTable } from './table.ts'
import { colors } from './terminal.ts'

/** How many columns a picture has. */
const columns = 72

const bars = '▁▂▃▄▅▆▇█'

/** A backtest in words, a picture and tables. */
export function backtestText(test: Backtest): string {
  const { rule, from, to, every, evaluations, firings, firingHours, exact, notes } = test
  const fired =
    firings.length === 0
      ? colors.green('would not have fired')
      : colors.yellow(
          `would have fired ${firings.length === 1 ? 'once' : `${firings.length} times`}, ${hours(firingHours)} in all`,
        )
  const head = `${colors.bold(rule)} ${fired}\n${moment(from)} to ${moment(to)} UTC, ${evaluations.toLocaleString('en')} evaluations, every ${every}`
  const parts = [head, picture(test)]
  if (firings.length > 0)
    parts.push(formatTable(firingColumns, firings.slice(0, shownFirings).map(firingRow)))
  if (firings.length > shownFirings) parts.push(`… and ${firings.length - shownFirings} more: --json has all`)
  if (test.thresholds.length > 0)
    parts.push(
      formatTable(
        thresholdColumns,
        test.thresholds.map(({ threshold, isPresent, firings: count, hours: long }) => [
          `${threshold}${isPresent ? ' (now)' : ''}`,
          String(count),
          long.toFixed(1),
        ]),
      ),
    )
  if (notes.length > 0) parts.push(notes.map((note) => colors.dim(note)).join('\n'))
  if (exact) parts.push(colors.dim('Rows later than each evaluation were held back.'))
  return parts.join('\n\n')
}

const shownFirings = 20

const firingColumns = [
  { title: 'FIRED' },
  { title: 'UNTIL' },
  { title: 'LASTED', align: 'right' },
  { title: 'VALUE', align: 'right' },
  { title: 'LEAST', align: 'right' },
  { title: 'MOST', align: 'right' },
  { title: 'LABELS' },
] as const

const thresholdColumns = [
  { title: 'THRESHOLD', align: 'right' },
  { title: 'FIRINGS', align: 'right' },
  { title: 'HOURS', align: 'right' },
] as const

function firingRow({ from, to, seconds, value, least, most, labels }: Firing): string[] {
  const own = Object.entries(labels).map(([name, text]) => `${name}=${text}`)
  return [
    moment(from),
    to ? moment(to) : 'still fires',
    hours(seconds / 3600),
    ...[value, least, most].map(number),
    own.join(' '),
  ]
}

/** The values over the time, and below them when it waited, fired, had no data or failed. */
function picture({ moments, from, to }: Backtest): string {
  const width = Math.min(columns, moments.length)
  const buckets = Array.from({ length: width }, (_, index) =>
    moments.slice(
      Math.floor((index * moments.length) / width),
      Math.floor(((index + 1) * moments.length) / width),
    ),
  )
  const highest = buckets.map((some) => {
    const values = some.flatMap(({ value }) => (value === null ? [] : [value]))
    return values.length > 0 ? Math.max(...values) : null
  })
  const known = highest.filter((value) => value !== null)
  const [least, most] = [Math.min(0, ...known), Math.max(...known)]
  const bar = (value: number | null) =>
    value === null || !Number.isFinite(most)
      ? ' '
      : (bars[Math.round(((value - least) / (most - least || 1)) * (bars.length - 1))] ?? ' ')
  const states = buckets.map((some) => {
    const has = (...wanted: string[]) => some.some(({ state }) => wanted.includes(state))
    if (has('Alerting', 'Recovering')) return colors.red('█')
    if (has('Error')) return colors.yellow('!')
    if (has('Pending')) return colors.yellow('▒')
    return has('NoData') ? '?' : '·'
  })
  const [begin, end] = [moment(from), moment(to)]
  return [
    `${highest.map(bar).join('')}  ${Number.isFinite(most) ? `up to ${number(most)}` : 'no values'}`,
    `${states.join('')}  █ fires ▒ waits ! fails`,
    `${begin}${' '.repeat(Math.max(1, width - begin.length - end.length))}${end}`,
  ].join('\n')
}

/** Rules and how each behaved. */
export const noiseText = (noises: readonly Noise[]): string =>
  formatTable(
    [
      { title: 'RULE' },
      { title: 'VERDICT' },
      { title: 'FIRINGS', align: 'right' },
      { title: 'HOURS', align: 'right' },
      { title: 'MEDIAN', align: 'right' },
      { title: 'SHORT', align: 'right' },
    ],
    noises.map(({ rule, verdict, firings, hours: long, medianSeconds, short }) => [
      rule,
      verdict,
      String(firings),
      long.toFixed(1),
      medianSeconds === null ? '' : hours(medianSeconds / 3600),
      String(short),
    ]),
  )

const moment = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ')

const number = (value: number | null): string =>
  value === null ? '' : value.toLocaleString('en', { maximumSignificantDigits: 4 })

function hours(value: number): string {
  const minutes = Math.round(value * 60)
  if (minutes < 60) return `${minutes} min`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
