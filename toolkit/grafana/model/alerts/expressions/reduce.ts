import { type AlertValue, kindText, noDataValue, numberValue } from '../alert-value.ts'
import { type AlertReducer, alertReducer } from '../reducers.ts'
import { Refusal } from '../refusal.ts'
import type { Command, Surroundings } from './command.ts'
import { goType, isObject, type JsonObject } from './json-shape.ts'

/** What stands in for what is no number before it is reduced; null drops it. */
type Replacement = { readonly by: number | null } | undefined

/** Reads a reduction of series to numbers. */
export function readReduce({ expression, reducer, settings }: JsonObject): Command {
  if (expression === undefined)
    throw new Refusal(
      'no expression ID is specified to reduce. Must be a reference to an existing query or expression',
    )
  if (typeof expression !== 'string')
    throw new Refusal(`expression ID is expected to be a string, got ${goType(expression)}`)
  if (reducer === undefined) throw new Refusal('no reducer specified')
  if (typeof reducer !== 'string')
    throw new Refusal(`expected reducer to be a string, got ${goType(reducer)}`)
  const replacement = readSettings(settings)
  const reduce = alertReducer(reducer.toLowerCase())
  if (!reduce) throw new Refusal(`reduction ${reducer.toLowerCase()} not implemented`)
  const input = expression.replace(/^\$/, '')
  const reduction = { reduce, replacement, input }
  return {
    type: 'reduce',
    needs: [input],
    run: (surroundings) =>
      surroundings
        .valuesOf(input)
        .flatMap((value, index) => reduceValue(value, { ...reduction, isFirst: index === 0, surroundings })),
  }
}

function readSettings(settings: unknown): Replacement {
  if (settings === undefined) return undefined
  if (!isObject(settings)) throw new Refusal(`field settings must be an object, got ${goType(settings)}`)
  const { mode, replaceWithValue } = settings
  if (mode === undefined || mode === '') return undefined
  if (mode === 'dropNN') return { by: null }
  if (mode !== 'replaceNN')
    throw new Refusal(`reducer mode '${mode}' is not supported. Supported only: [dropNN,replaceNN]`)
  if (replaceWithValue === undefined)
    throw new Refusal("setting replaceWithValue must be specified when mode is 'replaceNN'")
  if (typeof replaceWithValue !== 'number')
    throw new Refusal(`setting replaceWithValue must be a number, got ${goType(replaceWithValue)}`)
  return { by: replaceWithValue }
}

interface Reduction {
  readonly reduce: AlertReducer
  readonly replacement: Replacement
  readonly input: string
  readonly isFirst: boolean
  readonly surroundings: Surroundings
}

const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value)

function reduceValue(value: AlertValue, reduction: Reduction): AlertValue[] {
  const { reduce, replacement, input, isFirst, surroundings } = reduction
  if (value.kind === 'no data') return [noDataValue()]
  if (value.kind === 'scalar') throw new Refusal(`can only reduce type series, got type ${kindText(value)}`)
  if (value.kind === 'series') {
    const numbers = value.points.map(([, number]) => number)
    if (!replacement) return [numberValue(value.labels, reduce(numbers))]
    const kept = numbers.map((number) => (isNumber(number) ? number : replacement.by))
    const reduced = reduce(kept.filter((number) => number !== null))
    return [numberValue(value.labels, Number.isNaN(reduced) ? replacement.by : reduced)]
  }
  // What is a number already is handed on.
  const number = replacement && !isNumber(value.value) ? replacement.by : value.value
  if (replacement && number === null) return []
  const same = numberValue(value.labels, number)
  if (!replacement && isFirst)
    surroundings.notice(
      same,
      `Reduce operation is not needed. Input query or expression ${input} is already reduced data.`,
    )
  return [same]
}
