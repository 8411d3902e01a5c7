const decimalsBySize = (value: number): number => (Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 2)

/** A number in a panel's unit and decimals, for a terminal. */
export function formatValue(value: number, unit = 'none', decimals = decimalsBySize(value)): string {
  const fixed = (shown: number, digits = decimals) =>
    shown.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: digits })
  switch (unit) {
    case 'currencyUSD':
      return `${value < 0 ? '-' : ''}$${fixed(Math.abs(value))}`
    case 'percent':
      return `${fixed(value)} %`
    case 'percentunit':
      return `${fixed(value * 100)} %`
    case 'none':
    case 'short':
      return fixed(value)
    default:
      return `${fixed(value)} ${unit.replace(/^(suffix|prefix|si|count|time|currency):/, '')}`
  }
}
