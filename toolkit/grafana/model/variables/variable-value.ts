import type { FieldValue } from '../frames/frame.ts'
import { calculateInterval } from '../time/calculate-interval.ts'
import type { TimeRange } from '../time/time-range.ts'
import {
  allText,
  autoValue,
  type ChoiceVariable,
  hasAll,
  isList,
  type SingleValue,
  type VariableState,
  type VariableValue,
} from './variable-state.ts'

/** What queries get of a variable; `custom` is a value for All, which formats leave alone. */
export function variableValue(
  variable: VariableState,
  path: string | undefined,
  range: TimeRange,
): VariableValue | { readonly custom: string } {
  if (variable.kind === 'interval') return intervalValue(variable, range)
  if (variable.kind !== 'choices') return variable.value
  const isAll = hasAll(variable)
  if (isAll && variable.allValue) return { custom: variable.allValue }
  const value = isAll ? variable.options.map((option) => option.value) : variable.value
  return path === undefined ? value : fieldOf(variable, value, path)
}

function intervalValue(
  { value, auto }: Extract<VariableState, { kind: 'interval' }>,
  range: TimeRange,
): string {
  return value === autoValue ? calculateInterval(range, auto.steps, auto.least).text : value
}

/** What people see of a variable's value. */
export function variableText(variable: VariableState, path: string | undefined, range: TimeRange): string {
  if (variable.kind !== 'choices') return String(variableValue(variable, undefined, range))
  if (hasAll(variable)) return allText
  const text = path === undefined ? variable.text : fieldOf(variable, variable.value, path, variable.text)
  return isList(text) ? text.join(' + ') : String(text)
}

/** The values of a variable in the dashboard's address; a constant has none. */
export function addressValues(variable: VariableState): string[] | undefined {
  if (variable.kind === 'constant') return undefined
  const { value } = variable
  if (isList(value) && value.length > 1) return value.map(String)
  return [String(value)]
}

/** A field of the rows that the query of a variable returned, as in `${server.region}`, or one of several values by its place. */
function fieldOf(
  { options }: ChoiceVariable,
  value: VariableValue,
  path: string,
  whenUnknown: VariableValue = value,
): VariableValue {
  const optionOf = (one: SingleValue) => options.find((option) => option.value === one)
  if (!isList(value)) {
    const option = optionOf(value)
    return option ? propertyAt(option.properties, path) : whenUnknown
  }
  const index = Number.parseInt(path, 10)
  if (index >= 0 && index < value.length) return value[index]
  return value.map((one) => {
    const option = optionOf(one)
    return option ? propertyAt(option.properties, path) : one
  })
}

function propertyAt(properties: FieldValue, path: string): SingleValue {
  let found: FieldValue = properties
  for (const key of path.split(/[.[\]]+/).filter((part) => part !== '')) {
    if (typeof found !== 'object' || found === null) return undefined
    found = Object.entries(found).find(([name]) => name === key)?.[1]
  }
  return typeof found === 'object' && found !== null ? String(found) : found
}
