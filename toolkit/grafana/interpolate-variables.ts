import { variableReferences } from './variable-references.ts'

/** The chosen value of each variable; several for one that allows them. */
export type VariableValues = Readonly<Record<string, string | readonly string[]>>

/** Puts the chosen values in the place of `${name:format}`, `$name` and `[[name]]`, as Grafana's SQL data sources do. */
export function interpolateVariables(text: string, values: VariableValues): string {
  let result = ''
  let position = 0
  for (const { name, format, index, text: reference } of variableReferences(text)) {
    const value = values[name]
    if (value === undefined) continue
    result += text.slice(position, index) + formatValue(value, format)
    position = index + reference.length
  }
  return result + text.slice(position)
}

function formatValue(value: string | readonly string[], format: string | undefined): string {
  const all = typeof value === 'string' ? [value] : value
  switch (format) {
    case 'sqlstring':
      return all.map((one) => `'${one.replaceAll("'", "''")}'`).join(',')
    case 'singlequote':
      return all.map((one) => `'${one.replaceAll("'", "\\'")}'`).join(',')
    case 'doublequote':
      return all.map((one) => `"${one.replaceAll('"', '\\"')}"`).join(',')
    case 'pipe':
      return all.join('|')
    case 'json':
      return JSON.stringify(typeof value === 'string' ? value : [...value])
    case 'percentencode':
      return all.map(encodeURIComponent).join(',')
    case undefined:
      return typeof value === 'string' ? value : all.map((one) => `'${one.replaceAll("'", "''")}'`).join(',')
    default:
      return all.join(',')
  }
}
