/** What a piece of SQL text is to Postgres; a variable is one of Grafana's, which Postgres would refuse. */
export type SqlTokenKind =
  | 'space'
  | 'comment'
  | 'string'
  | 'name'
  | 'number'
  | 'parameter'
  | 'variable'
  | 'operator'
  | 'mark'

/** A piece of SQL text, as Postgres's own lexer would cut it. */
export interface SqlToken {
  readonly kind: SqlTokenKind
  readonly text: string
  /** Where it begins in the text. */
  readonly start: number
}

/** Whether a token is nothing but space to Postgres. */
export function isBlank({ kind }: SqlToken): boolean {
  return kind === 'space' || kind === 'comment'
}

const letter = 'A-Za-z_\\u0080-\\uffff'
const quoted = (delimiter: string) => `(?:[^${delimiter}]|${delimiter}${delimiter})*(?:${delimiter}|$)`

/** The forms in the order in which they are tried. Comments nest, and dollar quotes are found by what closes them. */
const forms: readonly (readonly [SqlTokenKind, RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /--[^\n\r]*/y],
  ['string', /[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|\\?$)/y],
  ['string', new RegExp(`(?:[uU]&|[bBxXnN])?'${quoted("'")}`, 'y')],
  ['name', new RegExp(`(?:[uU]&)?"${quoted('"')}`, 'y')],
  ['name', new RegExp(`[${letter}][${letter}0-9$]*`, 'y')],
  ['number', /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+/y],
  ['number', /(?:\d[\d_]*(?:\.(?!\.)[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?/y],
  ['parameter', /\$\d+/y],
  ['variable', new RegExp(`\\$\\{[^}]*\\}|\\$[${letter}][${letter}0-9]*`, 'y')],
  ['mark', /::|:=|\.\.|[,()[\].;:]/y],
]

const dollarQuote = new RegExp(`\\$(?:[${letter}][${letter}0-9]*)?\\$`, 'y')
const operator = /[~!@#^&|`?+\-*/%<>=]+/y

/**
 * Cuts SQL into its tokens, as Postgres's own lexer does; joined they are the text again. What is opened and never
 * closed goes on to the end, save a dollar quote: that dollar sign is a variable of Grafana.
 *
 * @example sqlTokens('select 1').map(({ kind }) => kind) // name, space, number
 */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = []
  for (let start = 0; start < sql.length; ) {
    const { kind, end } = tokenAt(sql, start)
    tokens.push({ kind, text: sql.slice(start, end), start })
    start = end
  }
  return tokens
}

function tokenAt(sql: string, start: number): { kind: SqlTokenKind; end: number } {
  if (sql.startsWith('/*', start)) return { kind: 'comment', end: endOfComment(sql, start) }
  const tag = matchAt(dollarQuote, sql, start)
  const close = tag === undefined ? -1 : sql.indexOf(tag, start + tag.length)
  if (tag !== undefined && close >= 0) return { kind: 'string', end: close + tag.length }
  for (const [kind, form] of forms) {
    const text = matchAt(form, sql, start)
    if (text !== undefined) return { kind, end: start + text.length }
  }
  const signs = matchAt(operator, sql, start)
  if (signs !== undefined) return { kind: 'operator', end: start + operatorLength(signs) }
  return { kind: 'mark', end: start + 1 }
}

function matchAt(form: RegExp, sql: string, start: number): string | undefined {
  form.lastIndex = start
  return form.exec(sql)?.[0]
}

function endOfComment(sql: string, start: number): number {
  const edge = /\/\*|\*\//g
  edge.lastIndex = start
  let depth = 0
  for (let match = edge.exec(sql); match; match = edge.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1
    if (depth === 0) return edge.lastIndex
  }
  return sql.length
}

/** An operator ends where a comment begins, and ends in `+` or `-` only with a sign that standard SQL does not have. */
function operatorLength(signs: string): number {
  const comment = signs.search(/--|\/\*/)
  const own = comment > 0 ? signs.slice(0, comment) : signs
  return /[~!@#^&|`?%]/.test(own) ? own.length : own.replace(/(?<=.)[+-]+$/, '').length
}
