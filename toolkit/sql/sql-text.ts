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
  const spans: QuotedSpan[] = []
  const opening = /--|\/\*|(?<![\w$])[eE]'|'|"|(?<![\w$])\$(?:[A-Za-z_]\w*)?\$/g
  for (let match = opening.exec(sql); match; match = opening.exec(sql)) {
    const end = endOfSpan(sql, match.index, match[0])
    if (end === undefined) continue
    spans.push({ part: partOpenedBy(match[0]), start: match.index, end })
    opening.lastIndex = end
  }
  return spans
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

function partOpenedBy(opening: string): QuotedPart {
  if (opening === '"') return 'identifier'
  return opening === '--' || opening === '/*' ? 'comment' : 'string'
}

/** A dollar sign that nothing closes opens nothing: it is a variable of Grafana. */
function endOfSpan(sql: string, start: number, opening: string): number | undefined {
  const inside = start + opening.length
  switch (opening) {
    case '--':
      return matchEnd(/[^\n]*/y, sql, inside)
    case '/*':
      return endOfComment(sql, inside)
    case "'":
      return matchEnd(/[^']*(?:''[^']*)*'?/y, sql, inside)
    case "e'":
    case "E'":
      return matchEnd(/[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'?/y, sql, inside)
    case '"':
      return matchEnd(/[^"]*(?:""[^"]*)*"?/y, sql, inside)
    default: {
      const closing = sql.indexOf(opening, inside)
      return closing < 0 ? undefined : closing + opening.length
    }
  }
}

function matchEnd(pattern: RegExp, sql: string, from: number): number {
  pattern.lastIndex = from
  return from + (pattern.exec(sql)?.[0].length ?? 0)
}

/** Comments of Postgres nest. */
function endOfComment(sql: string, from: number): number {
  const edge = /\/\*|\*\//g
  edge.lastIndex = from
  let depth = 1
  for (let match = edge.exec(sql); match; match = edge.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1
    if (depth === 0) return edge.lastIndex
  }
  return sql.length
}
