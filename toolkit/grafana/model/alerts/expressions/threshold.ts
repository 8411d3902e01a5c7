import { type AlertValue, labelsOf, mapNumbers, noDataValue } from '../alert-value.ts'
import { comparison, evaluatorTypes, parameterCount } from '../comparison.ts'
import { Refusal } from '../refusal.ts'
import type { Command } from './command.ts'
import { type JsonObject, jsonType, listOf, objectOf, textOf } from './json-shape.ts'

type Test = (value: AlertValue) => AlertValue

/** Reads a threshold: each value becomes 1 or 0, and those of active alerts have their own where one is given. */
export function readThreshold({ expression, conditions, refId }: JsonObject): Command {
  const evaluators = listOf(conditions).map((condition) => {
    const { evaluator, unloadEvaluator } = objectOf(condition)
    const hasOwn = unloadEvaluator !== undefined && unloadEvaluator !== null
    return { load: readEvaluator(evaluator), unload: hasOwn ? readEvaluator(unloadEvaluator) : undefined }
  })
  const input = textOf(expression)
  if (input === '') throw new Refusal(`no variable specified to reference for refId ${textOf(refId)}`)
  const [evaluator] = evaluators
  if (!evaluator || evaluators.length !== 1)
    throw new Refusal('threshold expression requires exactly one condition')
  const load = readTest(evaluator.load, 'condition', true)
  const unload = evaluator.unload && readTest(evaluator.unload, 'unloadCondition', false)
  return {
    type: 'threshold',
    needs: [input],
    run({ valuesOf, isActive }) {
      const values = valuesOf(input)
      if (!unload) return values.map(load)
      if (values.length === 0 || (values.length === 1 && values[0]?.kind === 'no data'))
        return [noDataValue()]
      const active = values.filter((value) => isActive(labelsOf(value)))
      const others = values.filter((value) => !active.includes(value))
      return [...others.map(load), ...active.map(unload)]
    },
  }
}

/** Whether a threshold has another one for alerts that fire, even one that is null or cannot be read. */
export function isRecoveryThreshold({ type, conditions }: JsonObject): boolean {
  const [condition, ...others] = Array.isArray(conditions) ? conditions : []
  const isObject = typeof condition === 'object' && condition !== null
  return type === 'threshold' && others.length === 0 && isObject && 'unloadEvaluator' in condition
}

interface Evaluator {
  readonly type: string
  readonly params: readonly number[]
}

function readEvaluator(value: unknown): Evaluator {
  const { type, params } = objectOf(value)
  const numbers = listOf(params).map((param) => {
    if (typeof param === 'number') return param
    // Go leaves 0 where JSON has null.
    if (param === null) return 0
    throw new Refusal(
      `failed to parse the threshold command: json: cannot unmarshal ${jsonType(param)} into Go struct field ConditionEvalJSON.conditions.evaluator.params of type float64`,
    )
  })
  return { type: textOf(type), params: numbers }
}

function readTest({ type, params }: Evaluator, name: string, holds: boolean): Test {
  if (!evaluatorTypes.includes(type))
    throw new Refusal(
      `invalid ${name}: expected threshold function to be one of [${evaluatorTypes.join(', ')}], got ${type}`,
    )
  const needed = parameterCount(type)
  if (params.length < needed)
    throw new Refusal(
      `invalid ${name}: incorrect number of arguments for threshold function '${type}': got ${params.length} but need ${needed}`,
    )
  const test = comparison(type, params)
  return (value) => mapNumbers(value, (number) => (number === null ? null : Number(test(number) === holds)))
}
