import { SightlineError } from '../foundation/sightline-error.ts'
import { expandGlobalVariables } from './global-variables.ts'
import { formatInterval, intervalSeconds } from './interval.ts'
import type { TimeRange } from './time-range.ts'

/** What macros are expanded with. */
export interface MacroContext {
  readonly range: TimeRange
  /** Milliseconds between two points of a graph. */
  readonly interval: number
}

/**
 * Expands the macros of a query as Grafana's Postgres data source does, peculiarities included: a call ends at the
 * first `)`, and `$__timeGroup(…)` followed by a comma names its column `time`.
 *
 * @throws SightlineError for an unknown macro or a wrong argument
 * @example expandMacros('select … where $__timeFilter(created_at)', { range, interval: 60_000 })
 */
export function expandMacros(sql: string, { range, interval }: MacroContext): string {
  const seconds = (date: Date) => Math.floor(date.getTime() / 1000)
  const global = expandGlobalVariables(sql, { range, interval })
    .replaceAll('$__interval_ms', String(interval))
    .replaceAll('$__interval', formatInterval(interval))
    .replaceAll('$__unixEpochFrom()', String(seconds(range.from)))
    .replaceAll('$__unixEpochTo()', String(seconds(range.to)))
  return global.replace(/\$(__[a-zA-Z0-9_]+)\(([^)]*)\)/g, (call, name: string, text: string) => {
    const args = text.split(',').map((argument) => argument.trim())
    return expandCall(
      name === '__timeGroup' && isFollowedByComma(global, call) ? '__timeGroupAlias' : name,
      args,
      range,
    )
  })
}

function isFollowedByComma(sql: string, call: string): boolean {
  return sql[sql.indexOf(call) + call.length] === ','
}

function expandCall(name: string, args: readonly string[], range: TimeRange): string {
  const [column = ''] = args
  const [from, to] = [range.from.toISOString(), range.to.toISOString()]
  const [first, last] = [Math.floor(range.from.getTime() / 1000), Math.floor(range.to.getTime() / 1000)]
  const nano = (date: Date) => `${date.getTime()}000000`
  switch (name) {
    case '__time':
      return `${column} AS "time"`
    case '__timeEpoch':
      return `extract(epoch from ${column}) as "time"`
    case '__timeFilter':
      return `${column} BETWEEN '${from}' AND '${to}'`
    case '__timeFrom':
      return `'${from}'`
    case '__timeTo':
      return `'${to}'`
    case '__timeGroup':
      return group(name, `extract(epoch from ${column})`, args)
    case '__timeGroupAlias':
      return `${group(name, `extract(epoch from ${column})`, args)} AS "time"`
    case '__unixEpochFilter':
      return `${column} >= ${first} AND ${column} <= ${last}`
    case '__unixEpochNanoFilter':
      return `${column} >= ${nano(range.from)} AND ${column} <= ${nano(range.to)}`
    case '__unixEpochNanoFrom':
      return nano(range.from)
    case '__unixEpochNanoTo':
      return nano(range.to)
    case '__unixEpochGroup':
      return group(name, `(${column})`, args)
    case '__unixEpochGroupAlias':
      return `${group(name, `(${column})`, args)} AS "time"`
    default:
      throw new SightlineError({
        what: "Grafana's Postgres data source has no such macro.",
        value: `$${name}`,
        next: 'Use timeFilter, timeGroup, timeFrom or timeTo of sightline.',
      })
  }
}

function group(name: string, epoch: string, args: readonly string[]): string {
  const seconds = intervalSeconds((args[1] ?? '').replaceAll("'", ''))
  if (seconds !== undefined) return `floor(${epoch}/${seconds})*${seconds}`
  throw new SightlineError({
    what: `The macro $${name} needs a column and an interval.`,
    value: args.join(', '),
    next: "Write a bare column and an interval such as '1m' or $__interval.",
  })
}
