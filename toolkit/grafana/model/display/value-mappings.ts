import type { ValueMapping, ValueMappingResult } from '@grafana/grafana-foundation-sdk/dashboard'
import type { FieldValue } from '../frames/frame.ts'
import { expressionOf } from './expression.ts'

/** What the first mapping that a value meets makes of it. */
export function mapValue(
  mappings: readonly ValueMapping[],
  value: FieldValue,
): ValueMappingResult | undefined {
  for (const mapping of mappings) {
    const found = resultOf(mapping, value)
    if (found) return found
  }
  return undefined
}

function resultOf(mapping: ValueMapping, value: FieldValue): ValueMappingResult | undefined {
  switch (mapping.type) {
    case 'value':
      return value === null || value === undefined ? undefined : mapping.options[String(value)]
    case 'range': {
      const { from, to, result } = mapping.options
      const number = Number.parseFloat(String(value))
      return number >= (from ?? -Infinity) && number <= (to ?? Infinity) ? result : undefined
    }
    case 'regex': {
      const { pattern, result } = mapping.options
      if (typeof value !== 'string') return undefined
      const expression = expressionOf(pattern)
      if (!value.match(expression)) return undefined
      const { text } = result
      return typeof text === 'string' ? { ...result, text: value.replace(expression, text) } : result
    }
    case 'special':
      return isSpecial(mapping.options.match, value) ? mapping.options.result : undefined
  }
}

function isSpecial(match: string, value: FieldValue): boolean {
  const isNull = value === null || value === undefined
  switch (match) {
    case 'null':
      return isNull
    case 'nan':
      return Number.isNaN(value)
    case 'null+nan':
      return isNull || Number.isNaN(value)
    case 'true':
    case 'false':
      return String(value) === match && typeof value !== 'object'
    default:
      return match === 'empty' && value === ''
  }
}
