import { unreachable } from '../../../foundation/unreachable.ts'
import { queryText, type VariableJson } from './variable-json.ts'
import {
  allText,
  allValue,
  autoValue,
  type ChoiceVariable,
  type IntervalVariable,
  type VariableState,
} from './variable-state.ts'

/** The types of variables of which this model knows the choices. */
const knownTypes = ['custom', 'query', 'datasource', 'interval', 'textbox', 'switch', 'constant'] as const
type KnownType = (typeof knownTypes)[number]

/** Whether this model knows a variable of such a type; ad hoc filters and group-by are not covered. */
export const isKnownType = (type: string): type is KnownType => knownTypes.some((known) => known === type)

/**
 * A variable as it is before its choices are known: as the dashboard has it, or as the dashboard's address says;
 * undefined for a type that the model does not cover.
 */
export function initialState(
  json: VariableJson,
  address: readonly string[] | undefined,
): VariableState | undefined {
  const { type, name, current } = json
  if (!isKnownType(type)) return undefined
  const chosen = firstOf(current?.value)
  switch (type) {
    case 'constant':
      return { kind: 'constant', name, value: queryText(json) }
    case 'textbox':
      return { kind: 'textbox', name, value: address?.[0] ?? (chosen || queryText(json)) }
    case 'switch':
      return { kind: 'switch', name, value: switchValue(json, address) }
    case 'interval':
      return initialInterval(json, address)
    case 'custom':
    case 'query':
    case 'datasource':
      return withAddress(initialChoice(json), address)
    default:
      return unreachable(type)
  }
}

const firstOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

function switchValue(
  { current, options = [] }: VariableJson,
  address: readonly string[] | undefined,
): string {
  const [wanted] = address ?? []
  const isOffered = options.some(({ value }) => firstOf(value) === wanted)
  if (wanted !== undefined && isOffered) return wanted
  return firstOf(current?.value) ?? 'false'
}

const defaultIntervals = ['1m', '10m', '30m', '1h', '6h', '12h', '1d', '7d', '14d', '30d']

function initialInterval(json: VariableJson, address: readonly string[] | undefined): IntervalVariable {
  const intervals = readIntervals(queryText(json))
  const [wanted = intervalOf(firstOf(json.current?.value), intervals)] = address ?? []
  return {
    kind: 'interval',
    name: json.name,
    intervals,
    value: isAuto(wanted) ? autoValue : wanted || (intervals[0] ?? ''),
    auto: { steps: json.auto_count ?? 30, least: json.auto_min ?? '10s' },
  }
}

const isAuto = (value: string): boolean => value === autoValue || value.startsWith('$__auto_interval_')

function intervalOf(current: string | undefined, intervals: readonly string[]): string {
  if (current && (isAuto(current) || intervals.includes(current))) return current
  return intervals[0] ?? ''
}

/** The intervals of a list: its words, or what stands in quotes. */
export function readIntervals(list: string): string[] {
  const found = list.match(/(["'])(.*?)\1|\w+/g)
  if (!found) return defaultIntervals
  const words = found.map((word) => word.replace(/["']+/g, ''))
  return [...new Set(words)].filter((word) => !word.startsWith('$__auto_interval_'))
}

function initialChoice(json: VariableJson): ChoiceVariable {
  return {
    kind: 'choices',
    name: json.name,
    multi: json.multi ?? false,
    includeAll: json.includeAll ?? false,
    allValue: json.allValue || undefined,
    options: [],
    value: json.current?.value ?? '',
    text: json.current?.text ?? '',
    fromAddress: false,
  }
}

/** Takes the values of an address, of which a variable with one value takes the first. */
function withAddress(variable: ChoiceVariable, address: readonly string[] | undefined): ChoiceVariable {
  if (!address || address.length === 0) return variable
  const { multi, includeAll, value } = variable
  const isAllByText = includeAll && address[0] === allText
  const values = isAllByText ? [allValue] : multi ? address : address.slice(0, 1)
  if (isSameAddress(values, value)) return variable
  if (!multi) return { ...variable, ...chosen(variable, values[0] ?? ''), fromAddress: true }
  const list = values.at(-1) === allValue ? [allValue] : values[0] === allValue ? values.slice(1) : values
  const text = list[0] === allValue ? [allText] : list
  return { ...variable, value: list, text, fromAddress: true }
}

function chosen({ allValue: custom }: ChoiceVariable, value: string): Pick<ChoiceVariable, 'value' | 'text'> {
  if (value === allValue || value === custom) return { value: allValue, text: allText }
  return { value, text: value }
}

/** An address that says what the dashboard says anyway changes nothing. */
function isSameAddress(address: readonly string[], value: ChoiceVariable['value']): boolean {
  const values = Array.isArray(value) && value.length > 1 ? value.map(String) : [String(value)]
  return values.length === address.length && values.every((one, index) => one === address[index])
}
