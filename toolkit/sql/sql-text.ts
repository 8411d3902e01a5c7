import { type SqlToken, sqlTokens } from './sql-tokens.ts'

/** What a stretch of SQL is to Postgres, beside plain code. */
export type QuotedPart = 'string' | 'identifier' | 'comment'

/** A literal, a quoted identifier or a comment inside a SQL text, delimiters included. */
export interface QuotedSpan {
  readonly part: QuotedPart
  readonly start: number
  readonly end: number
}

/** The literals, quoted identifiers and comments of a SQL text, in their order. */
export function quotedSpans(sql: string): QuotedSpan[] {
  return sqlTokens(sql).flatMap((token) => {
    const part = partOf(token)
    return part === undefined ? [] : [{ part, start: token.start, end: token.start + token.text.length }]
  })
}

function partOf({ kind, text }: SqlToken): QuotedPart | undefined {
  if (kind === 'string' || kind === 'comment') return kind
  return kind === 'name' && text.endsWith('"') ? 'identifier' : undefined
}

/** The part in which a position of a SQL text lies; undefined for plain code. */
export function partAt(spans: readonly QuotedSpan[], index: number): QuotedPart | undefined {
  return spans.find(({ start, end }) => start <= index && index < end)?.part
}
