import { type AlertValue, mapNumbers } from '../alert-value.ts'

/** Functions that never see NULL: it gives NaN. */
const ofNumber = new Map<string, (value: number) => number>([
  ['abs', Math.abs],
  ['log', Math.log],
  ['round', (value) => Math.trunc(value) + (Math.abs(value % 1) >= 0.5 ? Math.sign(value) : 0)],
  ['ceil', Math.ceil],
  ['floor', Math.floor],
  ['is_nan', (value) => Number(Number.isNaN(value))],
  ['is_inf', (value) => Number(Math.abs(value) === Number.POSITIVE_INFINITY)],
])

const ofNullable = new Map<string, (value: number | null) => number>([
  ['is_null', (value) => Number(value === null)],
  ['is_number', (value) => Number(value !== null && Number.isFinite(value))],
])

const constants = new Map<string, number | null>([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['infn', Number.NEGATIVE_INFINITY],
  ['null', null],
])

/** How many operands a function has; undefined where there is none of that name. */
export function arity(name: string): 0 | 1 | undefined {
  if (constants.has(name)) return 0
  return ofNumber.has(name) || ofNullable.has(name) ? 1 : undefined
}

/** What a function gives for each of the values that it gets. */
export function callFunction(name: string, operands: readonly (readonly AlertValue[])[]): AlertValue[] {
  const constant = constants.get(name)
  if (constant !== undefined) return [{ kind: 'scalar', value: constant }]
  const number = ofNumber.get(name)
  const nullable =
    ofNullable.get(name) ??
    ((value: number | null) => (value === null || !number ? Number.NaN : number(value)))
  return (operands[0] ?? []).map((value) => mapNumbers(value, nullable))
}
