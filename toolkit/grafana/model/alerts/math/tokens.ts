/** A piece of a math expression; what cannot be read is an error that the parser meets where it stands. */
export interface Token {
  readonly kind: 'operator' | 'number' | 'name' | 'variable' | 'text' | '(' | ')' | ',' | 'error' | 'end'
  readonly text: string
}

const operators = ['!', '&&', '||', '>', '<', '>=', '<=', '==', '!=', '+', '-', '*', '**', '/', '%']

const numberPattern = /(?:0[xX][0-9a-fA-F]*(?:\.[0-9a-fA-F]*)?|[0-9]*(?:\.[0-9]*)?)(?:[eE][+-]?[0-9]*)?/y

/** The kinds of tokens by how they look, the first that fits. */
const shapes: readonly (readonly [pattern: RegExp, read: (text: string) => Token])[] = [
  [/\$\{[^}]*(\}|$)/uy, braced],
  [
    /\$[\p{L}\p{Nd}_]*/uy,
    (text) => (text === '$' ? error('incomplete variable') : { kind: 'variable', text }),
  ],
  // Signs stand together however they look: `>-` is one that nobody knows.
  [/[!<>=&|+\-*/%]+/y, (text) => ({ kind: operators.includes(text) ? 'operator' : 'error', text })],
  [/\p{L}[\p{L}_]*/uy, (text) => ({ kind: 'name', text })],
  [/\(/y, (text) => ({ kind: '(', text })],
  [/\)/y, (text) => ({ kind: ')', text })],
  [/,/y, (text) => ({ kind: ',', text })],
  [/"[^"]*("|$)/y, (text) => (/^".*"$/s.test(text) ? { kind: 'text', text } : error('unterminated string'))],
]

/** The tokens of a math expression, the last of them an end or an error that ends the reading. */
export function readTokens(expression: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position
    const text = pattern.exec(expression)?.[0]
    position += text?.length ?? 0
    return text
  }
  while (position < expression.length) {
    if (take(/\s+/y) !== undefined) continue
    const token = readToken(take, expression, position)
    tokens.push(token)
    if (token.kind === 'error') return tokens
  }
  tokens.push({ kind: 'end', text: '' })
  return tokens
}

function readToken(
  take: (pattern: RegExp) => string | undefined,
  expression: string,
  position: number,
): Token {
  if (/[0-9.]/.test(expression[position] ?? '')) return { kind: 'number', text: take(numberPattern) ?? '' }
  for (const [pattern, read] of shapes) {
    const text = take(pattern)
    if (text !== undefined) return read(text)
  }
  return error(`invalid character: ${String.fromCodePoint(expression.codePointAt(position) ?? 0)}`)
}

function braced(text: string): Token {
  const name = text.slice(2).replace(/\}$/, '')
  if (/[^\p{L}\p{Nd}_\s]/u.test(name)) return error('unsupported variable character')
  if (!text.endsWith('}')) return error('unterminated variable missing closing }')
  return name === '' ? error('incomplete variable') : { kind: 'variable', text }
}

const error = (text: string): Token => ({ kind: 'error', text })

/** A token as Grafana's messages name it. */
export function tokenText({ kind, text }: Token): string {
  if (kind === 'end') return 'EOF'
  if (kind === 'error') return text
  return text.length > 10 ? `${JSON.stringify(text.slice(0, 10))}...` : JSON.stringify(text)
}
