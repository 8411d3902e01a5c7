/** The values inside of an object by their path, `options.legend.showLegend`; lists of plain values are one value. */
export function leaves(value: unknown, path = ''): Map<string, unknown> {
  const found = new Map<string, unknown>()
  const visit = (current: unknown, at: string): void => {
    if (typeof current === 'function' || current === undefined) return
    const isPlainList =
      Array.isArray(current) && current.every((one) => typeof one !== 'object' || one === null)
    if (typeof current !== 'object' || current === null || isPlainList) {
      found.set(at, current)
      return
    }
    for (const [key, inner] of Object.entries(current)) visit(inner, at === '' ? key : `${at}.${key}`)
  }
  visit(value, path)
  return found
}
