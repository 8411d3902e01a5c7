/** The reducers that Grafana's panels and alerts have in common, over the values of one field. */
export function reduceValues(reducer: string, values: readonly unknown[]): number | null {
  const numbers = values.filter((value) => typeof value === 'number')
  const at = (index: number) => {
    const value = values.at(index)
    return typeof value === 'number' ? value : null
  }
  const sum = numbers.reduce((total, value) => total + value, 0)
  switch (reducer) {
    case 'last':
      return at(-1)
    case 'first':
      return at(0)
    case 'firstNotNull':
      return numbers[0] ?? null
    case 'count':
      return values.length
    case 'sum':
    case 'total':
      return numbers.length === 0 ? null : sum
    case 'mean':
      return numbers.length === 0 ? null : sum / numbers.length
    case 'max':
      return numbers.length === 0 ? null : Math.max(...numbers)
    case 'min':
      return numbers.length === 0 ? null : Math.min(...numbers)
    case 'range':
      return numbers.length === 0 ? null : Math.max(...numbers) - Math.min(...numbers)
    case 'median': {
      const sorted = numbers.toSorted((a, b) => a - b)
      const middle = (sorted.length - 1) / 2
      const [low, high] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
      return low === undefined || high === undefined ? null : (low + high) / 2
    }
    default:
      return numbers.at(-1) ?? null
  }
}
