/** A piece of SQL text, as Postgres's own lexer would cut it. */
export interface SqlToken {
  readonly kind: 'name' | 'text' | 'space' | 'other'
  readonly text: string
}

const pattern = new RegExp(
  [
    '(?<space>\\s+|--[^\\n]*|/\\*[\\s\\S]*?\\*/)',
    "(?<text>[eE]'(?:[^'\\\\]|\\\\[\\s\\S]|'')*'|[nNbBxX]?'(?:[^']|'')*'|\\$(?<tag>[A-Za-z_]\\w*)?\\$[\\s\\S]*?\\$\\k<tag>\\$)",
    '(?<name>[A-Za-z_\\u0080-\\uffff][\\w$\\u0080-\\uffff]*|"(?:[^"]|"")*")',
    '(?<other>\\d[\\w.]*|[\\s\\S])',
  ].join('|'),
  'g',
)

/** Cuts SQL into names, string literals, space with comments, and everything else; joined they are the text again. */
export function sqlTokens(sql: string): SqlToken[] {
  return [...sql.matchAll(pattern)].map(({ 0: text, groups = {} }): SqlToken => {
    const kind = (['space', 'text', 'name'] as const).find((candidate) => groups[candidate] !== undefined)
    return { kind: kind ?? 'other', text }
  })
}

/** The identifier that a name token stands for: lower case unless it is quoted. */
export function identifierOf(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase()
}
