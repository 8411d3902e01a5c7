import { type Formatted, formatValue } from './formats.ts'
import { globalVariable } from './global-variables.ts'
import type { InterpolationContext } from './interpolation-context.ts'
import { quoteSql } from './quote-sql.ts'
import { type VariableReference, variableReferences } from './references.ts'
import { allText, type VariableState, type VariableValue } from './variable-state.ts'
import { addressValues, variableText, variableValue } from './variable-value.ts'

/** What a reference without a format becomes: a part of SQL, or the format of that name. */
export type DefaultFormat = 'sql' | 'glob' | 'regex' | 'text'

/**
 * Puts the values of variables in the place of `$name`, `[[name]]` and `${name:format}`, as Grafana's page does before it
 * sends a query; what names no variable stays.
 *
 * @throws InterpolationError where Grafana's page shows an error, or only Grafana knows the value
 * @example interpolate('where plan in (${plan:sqlstring})', { variables, range }, 'sql')
 */
export function interpolate(
  text: string,
  context: InterpolationContext,
  defaultFormat: DefaultFormat,
): string {
  let result = ''
  let position = 0
  for (const reference of variableReferences(text)) {
    const replacement = replacementOf(reference, context, defaultFormat)
    if (replacement === undefined) continue
    result += text.slice(position, reference.index) + replacement
    position = reference.index + reference.text.length
  }
  return result + text.slice(position)
}

function replacementOf(
  { name, path, format }: VariableReference,
  context: InterpolationContext,
  defaultFormat: DefaultFormat,
): string | undefined {
  const variable = context.variables.find((one) => one.name === name)
  if (variable) return variableReplacement(variable, path, format ?? defaultFormat, context)
  const global = globalVariable(name, path, context)
  if (!global) return undefined
  const { value, text } = global
  if (isCustom(value)) return interpolate(value.custom, context, 'glob')
  return formatted(value, format ?? defaultFormat, { name, text, address: undefined })
}

function variableReplacement(
  variable: VariableState,
  path: string | undefined,
  format: string,
  context: InterpolationContext,
): string {
  const { name } = variable
  if (variable.kind === 'constant') {
    const value = interpolate(variable.value, context, 'glob')
    return formatted(value, format, { name, text: value, address: undefined })
  }
  const value = variableValue(variable, path, context.range)
  if (isCustom(value)) return interpolate(formatCustom(value.custom, format, name), context, 'glob')
  const text = format === 'text' ? variableText(variable, path, context.range) : ''
  const address = path === undefined ? addressValues(variable) : undefined
  return formatted(value, format, { name, text, address })
}

const isCustom = (value: VariableValue | { readonly custom: string }): value is { readonly custom: string } =>
  typeof value === 'object' && value !== null && 'custom' in value

function formatted(value: VariableValue, format: string, variable: Formatted): string {
  if (value === null || value === undefined) return ''
  return format === 'sql' ? quoteSql(value) : formatValue(value, format, variable)
}

/** A value for All, which only these formats touch. */
function formatCustom(custom: string, format: string, name: string): string {
  if (format === 'text') return allText
  if (format === 'percentencode') return formatValue(custom, format, { name, text: '', address: undefined })
  return format === 'queryparam' ? `var-${name}=$__all` : custom
}
