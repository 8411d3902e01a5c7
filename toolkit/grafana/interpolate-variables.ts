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
    result += text.slice(position, index) + formatValue(name, value, format)
    position = index + reference.length
  }
  return result + text.slice(position)
}

function formatValue(name: string, value: string | readonly string[], format: string | undefined): string {
  const all = typeof value === 'string' ? [value] : value
  const single = all.length === 1 ? all[0] : undefined
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
    case 'queryparam':
      return all.map((one) => `var-${name}=${encodeURIComponent(one)}`).join('&')
    case 'glob':
      return single ?? `{${all.join(',')}}`
    case 'regex':
      return single === undefined ? `(${all.map(escapePattern).join('|')})` : escapePattern(single)
    case 'lucene':
      return single === undefined ? `(${all.map((one) => `"${one}"`).join(' OR ')})` : single
    case 'distributed':
      return all.map((one, index) => (index === 0 ? one : `${name}=${one}`)).join(',')
    case 'text':
      return all.join(' + ')
    case undefined:
      return typeof value === 'string' ? value : all.map((one) => `'${one.replaceAll("'", "''")}'`).join(',')
    default:
      return all.join(',')
  }
}

const escapePattern = (text: string): string => text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&')
