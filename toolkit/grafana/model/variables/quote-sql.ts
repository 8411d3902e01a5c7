import { InterpolationError } from './interpolation-error.ts'
import { isList, type SingleValue, type VariableValue } from './variable-state.ts'

/**
 * A value as Grafana's SQL data sources put it where no format is asked for: several values in quotes, one value as it is
 * but with its quotes doubled.
 */
export function quoteSql(value: VariableValue): string {
  if (isList(value)) return value.map(quoteLiteral).join(',')
  if (typeof value !== 'string') return String(value)
  return value.replaceAll("'", "''")
}

function quoteLiteral(value: SingleValue): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  throw new InterpolationError(
    "Grafana's page shows an error for a field of several values that are no texts.",
  )
}
