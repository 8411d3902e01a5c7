const compared: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '||': (a, b) => a !== 0 || b !== 0,
  '&&': (a, b) => a !== 0 && b !== 0,
}

const computed: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  // A power of 1 is 1 in Go, also where the exponent is infinite.
  '**': (a, b) => (Math.abs(a) === 1 && !Number.isFinite(b) ? 1 : a ** b),
}

/**
 * Two numbers and the operator between them; 1 is true.
 *
 * NaN is more than 0: `NaN || 0` holds, and any comparison with it is NaN.
 */
export function applyOperator(operator: string, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null
  if (operator === '||' && a !== 0) return 1
  if (operator === '&&' && a === 0) return 0
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN
  const compare = compared[operator]
  return compare ? Number(compare(a, b)) : (computed[operator]?.(a, b) ?? Number.NaN)
}

/** A number and the sign before it. */
export function applySign(operator: string, value: number | null): number | null {
  if (value === null || Number.isNaN(value)) return value
  return operator === '!' ? Number(value === 0) : -value
}
