import { type SqlToken, sqlTokens } from '../../sql/sql-tokens.ts'

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
  const tokens = sqlTokens(sql)
  return tokens.flatMap(({ kind, text, start }, index) => {
    if (kind !== 'variable' || !text.startsWith('$__') || tokens[index + 1]?.text !== '(') return []
    const found = argumentsAfter(sql, tokens.slice(index + 2))
    const end = (found.at(-1)?.end ?? sql.length) + 1
    return [{ name: text.slice(1), text: sql.slice(start, end), arguments: found }]
  })
}

function argumentsAfter(sql: string, tokens: readonly SqlToken[]): MacroArgument[] {
  const found: MacroArgument[] = []
  let start = tokens[0]?.start ?? sql.length
  let depth = 0
  const close = (end: number) => found.push({ text: sql.slice(start, end).trim(), start, end })
  for (const { text, start: position } of tokens) {
    if (text === '(') depth++
    else if (text === ')' && depth-- === 0) {
      close(position)
      return found
    } else if (text === ',' && depth === 0) {
      close(position)
      start = position + 1
    }
  }
  close(sql.length)
  return found
}
