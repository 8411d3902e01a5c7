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

/** A SQL text with these parts blanked out, so that positions stay the same. */
export function withoutParts(sql: string, ...parts: readonly QuotedPart[]): string {
  let text = ''
  let position = 0
  for (const { part, start, end } of quotedSpans(sql)) {
    if (!parts.includes(part)) continue
    text += sql.slice(position, start) + ' '.repeat(end - start)
    position = end
  }
  return text + sql.slice(position)
}

/** Whether a SQL text names this relation outside of its literals and comments. */
export function namesRelation(sql: string, relation: string): boolean {
  return new RegExp(namePattern(relation), 'i').test(withoutParts(sql, 'string', 'comment'))
}

/**
 * Whether a SQL text selects from this relation: a name with a schema cannot be anything else, and one without might be
 * a column or a unit of time, unless it follows a word that a table follows.
 */
export function readsRelation(sql: string, relation: string): boolean {
  if (relation.includes('.')) return namesRelation(sql, relation)
  const code = withoutParts(sql, 'string', 'comment')
  return new RegExp(`\\b(?:from|join|into|update|only|lateral|table)\\s+${namePattern(relation)}`, 'i').test(
    code,
  )
}

/** Whether a SQL text calls this function outside of its literals and comments. */
export function callsFunction(sql: string, name: string): boolean {
  return new RegExp(`${namePattern(name)}\\s*\\(`, 'i').test(withoutParts(sql, 'string', 'comment'))
}

function namePattern(name: string): string {
  const parts = name.split('.').map((part) => `"?${part.replace(/[^\w]/g, '\\$&')}"?`)
  return `(?<![\\w.])(?:public\\.)?${parts.join('\\s*\\.\\s*')}(?!\\w)`
}
