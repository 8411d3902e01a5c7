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

/** What most tokens are. */
const space = /\s+/y
const word = new RegExp(`(?![eEuUbBxXnN]['"&])[${letter}][${letter}0-9$]*`, 'y')
const mark = /[,()[\];]|\.(?![.\d])/y

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
  if (matchesAt(space, sql, start)) return { kind: 'space', end: space.lastIndex }
  if (matchesAt(word, sql, start)) return { kind: 'name', end: word.lastIndex }
  if (matchesAt(mark, sql, start)) return { kind: 'mark', end: mark.lastIndex }
  if (sql.startsWith('/*', start)) return { kind: 'comment', end: endOfComment(sql, start) }
  if (matchesAt(dollarQuote, sql, start)) {
    const end = dollarQuote.lastIndex
    const close = sql.indexOf(sql.slice(start, end), end)
    if (close >= 0) return { kind: 'string', end: close + end - start }
  }
  for (const [kind, form] of forms) if (matchesAt(form, sql, start)) return { kind, end: form.lastIndex }
  if (matchesAt(operator, sql, start)) {
    const signs = sql.slice(start, operator.lastIndex)
    return { kind: 'operator', end: start + operatorLength(signs) }
  }
  return { kind: 'mark', end: start + 1 }
}

/** Whether a form does; it then knows where what it matches ends. */
function matchesAt(form: RegExp, sql: string, start: number): boolean {
  form.lastIndex = start
  return form.test(sql)
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
