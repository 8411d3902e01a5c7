import { Refusal } from '../refusal.ts'
import { arity } from './functions.ts'
import { parseNumber } from './parse-number.ts'
import { readTokens, type Token, tokenText } from './tokens.ts'

/** A parsed math expression. */
export type MathNode =
  | { readonly kind: 'number'; readonly text: string; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly text: string; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: MathNode }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: MathNode; readonly right: MathNode }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly MathNode[] }

/** The operators, those that bind least first; all of them go from left to right. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '>', '>=', '<', '<='],
  ['+', '-'],
  ['*', '/', '%'],
  ['**'],
]

/**
 * Reads an expression of Grafana's math language.
 *
 * @throws Refusal in Grafana's words
 */
export function parseMath(expression: string): MathNode {
  const tokens = readTokens(expression)
  let position = 0
  const peek = (): Token => tokens[position] ?? { kind: 'end', text: '' }
  const next = (): Token => {
    const token = peek()
    position++
    return token
  }
  const expect = (kind: Token['kind'], where: string): Token => {
    const token = next()
    return token.kind === kind ? token : unexpected(token, where)
  }
  const atLevel = (level: number): MathNode => {
    const operators = levels[level]
    if (!operators) return factor()
    let left = atLevel(level + 1)
    while (peek().kind === 'operator' && operators.includes(peek().text)) {
      const operator = next().text
      left = { kind: 'binary', operator, left, right: atLevel(level + 1) }
    }
    return left
  }
  const factor = (): MathNode => {
    const token = next()
    if (token.kind === 'number') return { kind: 'number', text: token.text, value: parseNumber(token.text) }
    if (token.kind === 'variable')
      return { kind: 'variable', text: token.text, name: variableName(token.text) }
    if (token.kind === 'name') return call(token.text)
    if (token.kind === 'operator' && (token.text === '!' || token.text === '-'))
      return { kind: 'unary', operator: token.text, operand: factor() }
    if (token.kind !== '(') return unexpected(token, 'input: F()')
    const inner = atLevel(0)
    expect(')', 'input: F()')
    return inner
  }
  const call = (name: string): MathNode => {
    if (arity(name) === undefined) throw new Refusal(`expr: non existent function ${name}`)
    expect('(', 'func')
    const operands: MathNode[] = []
    while (peek().kind !== ')') {
      const { kind } = peek()
      operands.push(kind === 'text' ? { kind, text: next().text } : atLevel(0))
    }
    next()
    return { kind: 'call', name, operands }
  }
  const root = atLevel(0)
  expect('end', 'root input')
  check(root)
  return root
}

function unexpected(token: Token, where: string): never {
  throw new Refusal(`expr: unexpected ${tokenText(token)} in ${where}`)
}

const variableName = (text: string): string => text.slice(1).replace(/^\{/, '').replace(/\}$/, '')

/** Calls are checked where Grafana does: not on either side of an operator. */
function check(node: MathNode): void {
  if (node.kind === 'unary') check(node.operand)
  if (node.kind !== 'call') return
  requireOperands(node)
  for (const operand of node.operands) check(operand)
}

/** Refuses a call with more or fewer operands than the function has, or with a text. */
export function requireOperands({ name, operands }: MathNode & { kind: 'call' }): void {
  const wanted = arity(name) ?? 0
  if (operands.length < wanted) throw new Refusal(`expr: parse: not enough arguments for ${name}`)
  if (operands.length > wanted) throw new Refusal(`expr: parse: too many arguments for ${name}`)
  const text = operands.findIndex(({ kind }) => kind === 'text')
  if (text >= 0)
    throw new Refusal(`expr: parse: expected numberSet or seriesSet for argument ${text}, got string`)
}

/** An expression as Grafana prints it. */
export function mathText(node: MathNode): string {
  switch (node.kind) {
    case 'unary':
      return `${node.operator}${mathText(node.operand)}`
    case 'binary':
      return `${mathText(node.left)} ${node.operator} ${mathText(node.right)}`
    case 'call':
      return `${node.name}(${node.operands.map(mathText).join(', ')})`
    case 'number':
    case 'variable':
    case 'text':
      return node.text
  }
}

/** The queries and expressions that an expression reads, in their order. */
export function mathVariables(node: MathNode): string[] {
  switch (node.kind) {
    case 'variable':
      return [node.name]
    case 'unary':
      return mathVariables(node.operand)
    case 'binary':
      return [...mathVariables(node.left), ...mathVariables(node.right)]
    case 'call':
      return node.operands.flatMap(mathVariables)
    case 'number':
    case 'text':
      return []
  }
}
