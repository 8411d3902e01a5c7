import type { FieldValue } from '../frames/frame.ts'

/** One value of a variable; undefined where a regular expression or a field path found none. */
export type SingleValue = string | number | boolean | null | undefined
export type VariableValue = SingleValue | readonly SingleValue[]

/** Whether a variable has several values, or a list with one. */
export const isList = (value: VariableValue): value is readonly SingleValue[] => Array.isArray(value)

/** One choice of a variable: what people see, what queries get, and what more its query returned of it. */
export interface VariableOption {
  readonly text: string | undefined
  readonly value: string | undefined
  readonly properties?: Readonly<Record<string, FieldValue>>
}

/** A variable that offers choices: of a list, a query or the data sources. */
export interface ChoiceVariable {
  readonly kind: 'choices'
  readonly name: string
  readonly multi: boolean
  readonly includeAll: boolean
  /** What stands for All, instead of the list of all values. */
  readonly allValue: string | undefined
  readonly options: readonly VariableOption[]
  readonly value: VariableValue
  readonly text: VariableValue
  /** The values came from the address, which keeps those that are not offered. */
  readonly fromAddress: boolean
}

/** A variable with intervals to choose from, of which `$__auto` follows the time range. */
export interface IntervalVariable {
  readonly kind: 'interval'
  readonly name: string
  readonly intervals: readonly string[]
  readonly value: string
  /** How many steps `$__auto` divides the range into, and no shorter than what. */
  readonly auto: { readonly steps: number; readonly least: string }
}

/** A variable with one text: a text box, a switch, or a constant, which the address does not change. */
export interface TextVariable {
  readonly kind: 'textbox' | 'switch' | 'constant'
  readonly name: string
  readonly value: string
}

/** A variable of a dashboard with what is chosen of it. */
export type VariableState = ChoiceVariable | IntervalVariable | TextVariable

export const allValue = '$__all'
export const allText = 'All'
export const autoValue = '$__auto'

/** Whether All is chosen. */
export const hasAll = ({ value }: ChoiceVariable): boolean =>
  value === allValue || (isList(value) && value[0] === allValue)

/** A variable with a value, as the tools that need no choices make it. */
export const textVariable = (name: string, value: string): TextVariable => ({ kind: 'textbox', name, value })
