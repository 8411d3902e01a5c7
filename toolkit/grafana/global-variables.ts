import { formatInterval } from './interval.ts'
import type { TimeRange } from './time-range.ts'

/** What Grafana's own variables are made of. */
export interface GlobalContext {
  readonly range: TimeRange
  /** Milliseconds between two points of a graph. */
  readonly interval: number
}

const pattern = /\$\{(__\w+)(?::([^}]*))?\}|\$(__(?:from|to|range|range_s|range_ms|timezone)\b)(?!\()/g

/** Puts in Grafana's own variables: `${__from}`, `${__to:date:iso}`, `$__range_s`, `${__interval}` and the like. */
export function expandGlobalVariables(text: string, context: GlobalContext): string {
  if (!text.includes('$')) return text
  return text.replace(pattern, (reference, braced?: string, format?: string, bare?: string) => {
    return globalValue(braced ?? bare ?? '', format, context) ?? reference
  })
}

function globalValue(
  name: string,
  format: string | undefined,
  { range, interval }: GlobalContext,
): string | undefined {
  const length = range.to.getTime() - range.from.getTime()
  switch (name) {
    case '__from':
      return moment(range.from, format)
    case '__to':
      return moment(range.to, format)
    case '__range':
      return `${Math.round(length / 1000)}s`
    case '__range_s':
      return String(Math.round(length / 1000))
    case '__range_ms':
      return String(length)
    case '__interval':
      return formatInterval(interval)
    case '__interval_ms':
      return String(interval)
    case '__timezone':
      return 'utc'
    default:
      return undefined
  }
}

/** A moment as milliseconds, or in the formats `date`, `date:iso`, `date:seconds` and `date:YYYY-MM-DD`; in UTC. */
function moment(date: Date, format?: string): string {
  if (format === undefined || !format.startsWith('date')) return String(date.getTime())
  const wanted = format.slice('date:'.length)
  if (wanted === '' || wanted === 'iso') return date.toISOString()
  if (wanted === 'seconds') return String(Math.floor(date.getTime() / 1000))
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = date
    .toISOString()
    .split(/[-T:.]/)
  const parts: Readonly<Record<string, string>> = {
    YYYY: year,
    MM: month,
    DD: day,
    HH: hour,
    mm: minute,
    ss: second,
  }
  return wanted.replace(/YYYY|MM|DD|HH|mm|ss/g, (part) => parts[part] ?? part)
}
