/** Who needs something, in parentheses: the first three of them. */
export function askedBy(where: readonly string[]): string {
  const more = where.length > 3 ? ` and ${where.length - 3} more` : ''
  return where.length === 0 ? '' : ` (${where.slice(0, 3).join(', ')}${more})`
}
