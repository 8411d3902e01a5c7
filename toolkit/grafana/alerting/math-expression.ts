/** The binary operators of Grafana's math language, from those that bind least. */
const levels: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '||': (a, b) => flag(a !== 0 || b !== 0) },
  { '&&': (a, b) => flag(a !== 0 && b !== 0) },
  {
    '==': (a, b) => flag(a === b),
    '!=': (a, b) => flag(a !== b),
    '>=': (a, b) => flag(a >= b),
    '<=': (a, b) => flag(a <= b),
    '>': (a, b) => flag(a > b),
    '<': (a, b) => flag(a < b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b },
  { '**': (a, b) => a ** b },
]

const functions: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  log: Math.log,
  is_inf: (value) => flag(Math.abs(value) === Number.POSITIVE_INFINITY),
  is_nan: (value) => flag(Number.isNaN(value)),
  is_null: (value) => flag(Number.isNaN(value)),
  is_number: (value) => flag(Number.isFinite(value)),
}

const constants: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  infn: Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
  null: Number.NaN,
}

const flag = (condition: boolean): number => (condition ? 1 : 0)

const tokenPattern = /\$\{B\}|\$B\b|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\w+|\*\*|[<>=!]=|&&|\|\||[-+*/%<>!()]/g

/**
 * The value of an expression in the language of Grafana's server-side expressions, with the reduced value as `$B`.
 *
 * @example evaluateMath('$B > 3 && $B < 5', 4) // 1
 */
export function evaluateMath(expression: string, reduced: number | null): number {
  const tokens = expression.match(tokenPattern) ?? []
  let position = 0
  const binary = (level: number): number => {
    const operators = levels[level]
    if (!operators) return unary()
    let value = binary(level + 1)
    for (;;) {
      const operator = operators[tokens[position] ?? '']
      if (!operator) return value
      position++
      value = operator(value, binary(level + 1))
    }
  }
  const unary = (): number => {
    const token = tokens[position++] ?? ''
    if (token === '-') return -unary()
    if (token === '!') return flag(unary() === 0)
    if (token === '$B' || token === '${B}') return reduced ?? Number.NaN
    if (token === '(') return closed(binary(0))
    const call = functions[token]
    if (call && tokens[position] === '(') {
      position++
      return call(closed(binary(0)))
    }
    return constants[token] ?? Number(token)
  }
  const closed = (value: number): number => {
    position++
    return value
  }
  return binary(0)
}
