import { formatGoFloat } from '../go/format-float.ts'
import { formatGoTime } from '../go/format-time.ts'
import { secondsOf, unixNanoseconds, unixSeconds } from '../go/seconds.ts'
import { type Fill, parseFill } from './fill.ts'
import type { MacroContext } from './macro-context.ts'
import { parseInterval } from './parse-interval.ts'

/** What a macro became. */
export type Evaluated = { readonly sql: string; readonly fill?: Fill } | { readonly error: string }

/** The SQL of one macro of Grafana's Postgres data source, or its error in Grafana's words. */
export function evaluateMacro(name: string, args: readonly string[], context: MacroContext): Evaluated {
  const { from, to } = context.range
  const [column = ''] = args
  const between = (first: string, last: string) => ({
    sql: `${column} >= ${first} AND ${column} <= ${last}`,
  })
  switch (name) {
    case '__time':
      return { sql: `${column} AS "time"` }
    case '__timeEpoch':
      return { sql: `extract(epoch from ${column}) as "time"` }
    case '__timeFilter':
      return { sql: `${column} BETWEEN '${formatGoTime(from)}' AND '${formatGoTime(to)}'` }
    case '__timeFrom':
      return { sql: `'${formatGoTime(from)}'` }
    case '__timeTo':
      return { sql: `'${formatGoTime(to)}'` }
    case '__timeGroup':
      return group(name, args, context, timeBucket)
    case '__timeGroupAlias':
      return asTime(group('__timeGroup', args, context, timeBucket))
    case '__unixEpochFilter':
      return between(String(unixSeconds(from)), String(unixSeconds(to)))
    case '__unixEpochNanoFilter':
      return between(String(unixNanoseconds(from)), String(unixNanoseconds(to)))
    case '__unixEpochNanoFrom':
      return { sql: String(unixNanoseconds(from)) }
    case '__unixEpochNanoTo':
      return { sql: String(unixNanoseconds(to)) }
    case '__unixEpochGroup':
      return group(name, args, context, epochBucket)
    case '__unixEpochGroupAlias':
      return asTime(group('__unixEpochGroup', args, context, epochBucket))
    default:
      return { error: `unknown macro "${name}"` }
  }
}

type Bucket = (column: string, seconds: number, context: MacroContext) => string

const timeBucket: Bucket = (column, seconds, { timescaledb }) => {
  if (timescaledb) return `time_bucket('${seconds.toFixed(3)}s',${column})`
  const length = formatGoFloat(seconds)
  return `floor(extract(epoch from ${column})/${length})*${length}`
}

const epochBucket: Bucket = (column, seconds) => {
  const length = formatGoFloat(seconds)
  return `floor((${column})/${length})*${length}`
}

function group(name: string, args: readonly string[], context: MacroContext, bucket: Bucket): Evaluated {
  const [column = '', length, filling] = args
  if (length === undefined)
    return { error: `macro ${name} needs time column and interval and optional fill value` }
  const interval = parseInterval(length.replace(/^'+|'+$/g, ''), context.now)
  if (interval === undefined) return { error: `error parsing interval ${length}` }
  const sql = bucket(column, secondsOf(interval), context)
  // A fourth argument makes Grafana forget the third.
  if (filling === undefined || args.length !== 3) return { sql }
  const parsed = parseFill(filling, interval)
  return 'error' in parsed ? parsed : { sql, fill: parsed.fill }
}

const asTime = (evaluated: Evaluated): Evaluated =>
  'error' in evaluated ? evaluated : { ...evaluated, sql: `${evaluated.sql} AS "time"` }
