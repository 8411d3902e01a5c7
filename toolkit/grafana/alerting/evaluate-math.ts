/** The operators of Grafana's math language, those that bind least first. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
  ['**'],
]

const functions: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  log: Math.log,
  round: Math.round,
  ceil: Math.ceil,
  floor: Math.floor,
  is_nan: (value) => Number(Number.isNaN(value)),
  is_null: (value) => Number(Number.isNaN(value)),
  is_number: (value) => Number(Number.isFinite(value)),
  is_inf: (value) => Number(Math.abs(value) === Number.POSITIVE_INFINITY),
}

const constants: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  null: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infn: Number.NEGATIVE_INFINITY,
}

const token = /\$B|\$\{B\}|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[a-z_]+|\*\*|[<>=!]=|&&|\|\||[-+*/%<>!()]/g

/**
 * The value of a math condition for a reduced value, as Grafana's server-side expressions give it; 0 is false.
 *
 * @example evaluateMath('$B > 3 && $B < 5', 4)
 */
export function evaluateMath(expression: string, value: number | null): number {
  const tokens = expression.match(token) ?? []
  let position = 0
  const take = (...wanted: readonly string[]): string | undefined => {
    const next = tokens[position]
    if (next === undefined || !wanted.includes(next)) return undefined
    position++
    return next
  }
  const atLevel = (level: number): number => {
    const operators = levels[level]
    if (!operators) return unary()
    let left = atLevel(level + 1)
    for (let operator = take(...operators); operator !== undefined; operator = take(...operators))
      left = apply(operator, left, atLevel(level + 1))
    return left
  }
  const unary = (): number => {
    const operator = take('-', '!')
    if (operator === '-') return -unary()
    if (operator === '!') return Number(unary() === 0)
    const next = tokens[position++] ?? ''
    if (next === '(') {
      const inner = atLevel(0)
      take(')')
      return inner
    }
    if (next.startsWith('$')) return value ?? Number.NaN
    const called = functions[next]
    return called && tokens[position] === '(' ? called(unary()) : (constants[next] ?? Number(next))
  }
  return atLevel(0)
}

function apply(operator: string, a: number, b: number): number {
  switch (operator) {
    case '||':
      return Number(a !== 0 || b !== 0)
    case '&&':
      return Number(a !== 0 && b !== 0)
    case '==':
      return Number(a === b)
    case '!=':
      return Number(a !== b)
    case '<=':
      return Number(a <= b)
    case '>=':
      return Number(a >= b)
    case '<':
      return Number(a < b)
    case '>':
      return Number(a > b)
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    default:
      return a ** b
  }
}
