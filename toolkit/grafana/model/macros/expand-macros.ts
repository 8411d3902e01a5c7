import { unixSeconds } from '../go/seconds.ts'
import { formatInterval } from '../time/format-interval.ts'
import { evaluateMacro } from './evaluate-macro.ts'
import type { Fill } from './fill.ts'
import type { MacroContext } from './macro-context.ts'

export type { MacroContext }

/** A query as the data source sends it to Postgres, or why it does not, in Grafana's words. */
export type ExpandedQuery =
  | { readonly ok: true; readonly sql: string; readonly fill: Fill | undefined }
  | { readonly ok: false; readonly error: string }

const call = /\$([_a-zA-Z0-9]+)\(([^)]*)\)/g

/**
 * Expands the macros of a query as Grafana's Postgres data source does, peculiarities included: anything like `$name(…)`
 * is a call, also in a comment, a call ends at the first `)`, and `$__timeGroup(…)` followed by a comma names its column
 * `time`.
 *
 * @example expandMacros('select … where $__timeFilter(created_at)', { range, interval: 60_000, now })
 */
export function expandMacros(sql: string, context: MacroContext): ExpandedQuery {
  const substituted = substituteGlobals(sql, context)
  let fill: Fill | undefined
  let error: string | undefined
  const expanded = substituted.replace(call, (text, name: string, args: string) => {
    const evaluated = evaluateMacro(meantName(name, text, substituted), splitArguments(args), context)
    if ('error' in evaluated) {
      error ??= evaluated.error
      return text
    }
    fill = evaluated.fill ?? fill
    return evaluated.sql
  })
  return error === undefined ? { ok: true, sql: expanded, fill } : { ok: false, error }
}

/** Texts that the data source replaces wherever they stand, before it looks for calls. */
function substituteGlobals(sql: string, { range, interval }: MacroContext): string {
  return sql
    .replaceAll('$__interval_ms', String(interval))
    .replaceAll('$__interval', formatInterval(interval))
    .replaceAll('$__unixEpochFrom()', String(unixSeconds(range.from)))
    .replaceAll('$__unixEpochTo()', String(unixSeconds(range.to)))
}

// Of several calls with the same text, what follows the first decides for all.
const meantName = (name: string, text: string, sql: string): string =>
  name === '__timeGroup' && sql[sql.indexOf(text) + text.length] === ',' ? '__timeGroupAlias' : name

// Only spaces are trimmed: newlines and tabs stay.
const splitArguments = (text: string): string[] =>
  text.split(',').map((argument) => argument.replace(/^ +| +$/g, ''))
