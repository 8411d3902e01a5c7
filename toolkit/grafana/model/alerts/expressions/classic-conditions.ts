import { type AlertValue, type ConditionMatch, kindText, labelsOf, type NumberValue } from '../alert-value.ts'
import { type ClassicReducer, classicReducer } from '../classic-reducers.ts'
import { comparison } from '../comparison.ts'
import { Refusal } from '../refusal.ts'
import type { Command, Surroundings } from './command.ts'
import { type JsonObject, listOf, objectOf, textOf } from './json-shape.ts'

interface ClassicCondition {
  readonly input: string
  readonly operator: string
  readonly reduce: ClassicReducer
  readonly holds: (value: number | null) => boolean
  /** Whether it asks for there being no value. */
  readonly noValue: boolean
}

interface Outcome {
  readonly firing: boolean
  readonly noData: boolean
  readonly matches: readonly ConditionMatch[]
}

/** Reads classic conditions: all of them together give one number, without labels. */
export function readClassicConditions({ conditions }: JsonObject): Command {
  const read = listOf(conditions).map(readCondition)
  return {
    type: 'classic_conditions',
    needs: read.map(({ input }) => input),
    run: (surroundings) => [evaluate(read, surroundings)],
  }
}

function readCondition(json: unknown, index: number): ClassicCondition {
  const { operator, query, reducer, evaluator } = objectOf(json)
  const number = index + 1
  const operatorType = textOf(objectOf(operator).type)
  if (index > 0 && !['and', 'or', 'logic-or'].includes(operatorType))
    throw new Refusal(`condition ${number} operator must be \`and\`, \`or\` or \`logic-or\``)
  const input = textOf(listOf(objectOf(query).params)[0])
  if (input === '') throw new Refusal(`condition ${number} is missing the query RefID argument`)
  const reducerType = textOf(objectOf(reducer).type)
  const reduce = classicReducer(reducerType)
  if (!reduce) throw new Refusal(`invalid reducer '${reducerType}' in condition ${number}`)
  return { input, operator: operatorType, reduce, ...readEvaluator(objectOf(evaluator)) }
}

function readEvaluator({ type, params }: JsonObject): Pick<ClassicCondition, 'holds' | 'noValue'> {
  const name = textOf(type)
  const numbers = listOf(params).map((param) => (typeof param === 'number' ? param : 0))
  if (name === 'no_value') return { noValue: true, holds: (value) => value === null }
  if (['gt', 'lt', 'eq', 'ne', 'gte', 'lte'].includes(name)) {
    if (numbers.length === 0) throw new Refusal(`evaluator '${name}' is missing the threshold parameter`)
    const test = comparison(name, numbers)
    return { noValue: false, holds: (value) => value !== null && test(value) }
  }
  if (!/^(within|outside)_range(_included)?$/.test(name))
    throw new Refusal(`evaluator invalid evaluator type: ${name}`)
  const [one, other] = numbers
  if (one === undefined || other === undefined || numbers.length > 2)
    throw new Refusal('ranged evaluator requires 2 parameters')
  // The bounds may stand in any order here, which those of a threshold may not.
  const test = comparison(name, [Math.min(one, other), Math.max(one, other)])
  return { noValue: false, holds: (value) => value !== null && test(value) }
}

function evaluate(conditions: readonly ClassicCondition[], surroundings: Surroundings): NumberValue {
  let state: State = { firing: false, noData: false }
  const matches: ConditionMatch[] = []
  for (const [index, condition] of conditions.entries()) {
    // What fires already is not looked at any further, nor is what would be matched then.
    if (state.firing && condition.operator === 'logic-or') break
    const outcome = meet(condition, surroundings.valuesOf(condition.input))
    state = index === 0 ? outcome : together(state, outcome, condition.operator)
    matches.push(...outcome.matches)
  }
  const value = state.noData ? null : Number(state.firing)
  return { kind: 'number', name: '', labels: {}, value, matches }
}

type State = Pick<Outcome, 'firing' | 'noData'>

function together(before: State, { firing, noData }: State, operator: string): State {
  return {
    firing: operator === 'and' ? before.firing && firing : before.firing || firing,
    noData: operator === 'or' ? before.noData || noData : before.noData && noData,
  }
}

function meet({ reduce, holds, noValue }: ClassicCondition, values: readonly AlertValue[]): Outcome {
  if (values.length === 0 && noValue)
    return { firing: true, noData: false, matches: [{ metric: '', value: null, labels: {} }] }
  const reduced = values.map((value): ConditionMatch => {
    if (value.kind === 'scalar') throw new Refusal(`can only reduce type series, got type ${kindText(value)}`)
    if (value.kind === 'no data') return { metric: '', value: null, labels: {} }
    const number = value.kind === 'number' ? value.value : reduce(value.points.map(([, point]) => point))
    return { metric: value.name, value: number, labels: labelsOf(value) }
  })
  const matches = reduced.filter(({ value }) => holds(value))
  const noData = reduced.every(({ value }) => value === null && !holds(value))
  return {
    firing: matches.length > 0,
    noData,
    matches: noData ? [...matches, { metric: 'NoData', value: null, labels: {} }] : matches,
  }
}
