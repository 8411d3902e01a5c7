/** Compares two values by the sign of a comparison; with NULL only whether they are the same. */
export function compareBy(sign: string, left: unknown, right: unknown): boolean {
  const isNone = (left ?? null) === null || (right ?? null) === null
  const [a, b] = [left ?? 'null', right ?? 'null']
  const isSame = String(a) === String(b)
  if (isNone && (sign === '>=' || sign === '<=')) return isSame
  const order = typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b, 'en') : undefined
  const [x, y] = order === undefined ? [Number(a), Number(b)] : [order, 0]
  switch (sign) {
    case '==':
      return isSame
    case '!=':
      return !isSame
    case '>':
      return x > y
    case '>=':
      return x >= y
    case '<':
      return x < y
    case '<=':
      return x <= y
    default:
      return false
  }
}
