import type { Rule } from '../rule.ts'
import { type MacroCall, macroCalls } from './macro-calls.ts'
import { querySite } from './query-site.ts'

/** Reports a macro of Grafana that is given more than a column. */
export const macroOnExpression: Rule = {
  name: 'macro-on-expression',
  description:
    "Grafana's time macros take a bare column: their expander is no parser, and ends a call at the first `)`.",
  *check({ release, queries }) {
    for (const { query } of queries) {
      for (const call of macroCalls(query.sql)) {
        if (!columnMacros.has(call.name)) continue
        const what = misuse(call)
        if (what === undefined) continue
        yield { where: query.where, what, next, site: querySite(release, query) }
      }
    }
  },
}

const columnMacros = new Set([
  '__time',
  '__timeEpoch',
  '__timeFilter',
  '__timeGroup',
  '__timeGroupAlias',
  '__unixEpochFilter',
  '__unixEpochNanoFilter',
  '__unixEpochGroup',
  '__unixEpochGroupAlias',
])

const bareColumn = /^(?:[a-z_][\w$]*|"[^"(),]+")(?:\.(?:[a-z_][\w$]*|"[^"(),]+")){0,3}$/i

const next =
  'Give the macro a bare column: compute the expression in a view or a subquery, name it, and pass that name.'

function misuse(call: MacroCall): string | undefined {
  const column = call.arguments[0]?.text ?? ''
  if (bareColumn.test(column)) return undefined
  if (column === '') return `${call.text} names no column.`
  const cut = call.text.slice(0, call.text.indexOf(')') + 1)
  return cut.length > 0 && cut.length < call.text.length
    ? `${call.text} is given an expression, and Grafana reads it as ${cut}.`
    : `${call.text} is given the expression \`${column}\` instead of a column.`
}
