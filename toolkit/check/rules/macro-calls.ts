import { partAt, quotedSpans } from '../../sql/sql-text.ts'

/** An argument of a macro, and where it stands in the SQL. */
export interface MacroArgument {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** A call of one of Grafana's macros as its writer meant it, with its parentheses matched. */
export interface MacroCall {
  /** Without the dollar sign: `__timeFilter`. */
  readonly name: string
  readonly text: string
  readonly arguments: readonly MacroArgument[]
}

/** The calls of macros in a SQL text, those in literals and comments left out. */
export function macroCalls(sql: string): MacroCall[] {
  const spans = quotedSpans(sql)
  return [...sql.matchAll(/\$(__[a-zA-Z0-9_]+)\(/g)].flatMap((match) => {
    if (partAt(spans, match.index)) return []
    const found = readArguments(sql, match.index + match[0].length)
    const end = (found.at(-1)?.end ?? sql.length) + 1
    return [{ name: match[1] ?? '', text: sql.slice(match.index, end), arguments: found }]
  })
}

function readArguments(sql: string, from: number): MacroArgument[] {
  const found: MacroArgument[] = []
  let start = from
  let depth = 0
  const close = (end: number) => found.push({ text: sql.slice(start, end).trim(), start, end })
  for (const { 0: token, index } of sql.slice(from).matchAll(/'[^']*'|"[^"]*"|[(),]/g)) {
    const position = from + index
    if (token === '(') depth++
    else if (token === ')' && depth-- === 0) {
      close(position)
      return found
    } else if (token === ',' && depth === 0) {
      close(position)
      start = position + 1
    }
  }
  close(sql.length)
  return found
}
