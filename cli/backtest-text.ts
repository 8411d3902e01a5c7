import { type Backtest, type Firing, type Noise, type Stretch, stretchesOf } from 'sightline/engine'
import { formatTable } from './table.ts'
import { colors } from './terminal.ts'

/** How many columns a picture has. */
const columns = 72

const bars = '▁▂▃▄▅▆▇█'

/** A backtest in words, a picture and tables. */
export function backtestText(test: Backtest): string {
  const { rule, from, to, every, condition, evaluations, firings, firingHours, exact, notes } = test
  const fired =
    firings.length === 0
      ? colors.green('would not have fired')
      : colors.yellow(
          `would have fired ${firings.length === 1 ? 'once' : `${firings.length} times`}, ${hours(firingHours)} in all`,
        )
  const head = `${colors.bold(rule)} ${fired}\n${moment(from)} to ${moment(to)} UTC, ${evaluations.toLocaleString('en')} evaluations, every ${every}, fires ${condition}`
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
function picture({ moments, from, to, condition }: Backtest): string {
  const stretches = stretchesOf(moments, columns)
  // What is closest to the limit is what people look for.
  const shown = stretches.map(({ least, most: largest }) => (condition.includes('below') ? least : largest))
  const known = shown.filter((value) => value !== null)
  const [least, most] = [Math.min(0, ...known), Math.max(...known)]
  const bar = (value: number | null) =>
    value === null || !Number.isFinite(most)
      ? ' '
      : (bars[Math.round(((value - least) / (most - least || 1)) * (bars.length - 1))] ?? ' ')
  const [begin, end] = [moment(from), moment(to)]
  return [
    `${shown.map(bar).join('')}  ${Number.isFinite(most) ? `up to ${number(most)}` : 'no values'}`,
    `${stretches.map(stateMark).join('')}  █ fires ▒ waits ! fails`,
    `${begin}${' '.repeat(Math.max(1, stretches.length - begin.length - end.length))}${end}`,
  ].join('\n')
}

const stateMarks: Readonly<Record<Stretch['state'], () => string>> = {
  Alerting: () => colors.red('█'),
  Recovering: () => colors.red('█'),
  Error: () => colors.yellow('!'),
  Pending: () => colors.yellow('▒'),
  NoData: () => '?',
  Normal: () => '·',
}

const stateMark = ({ state }: Stretch): string => stateMarks[state]()

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
