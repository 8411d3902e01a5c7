import type { DataField } from '../frames/frame.ts'
import { withOptions } from './choose.ts'
import { readCustomOptions, readJsonOptions } from './custom-options.ts'
import { orderVariables } from './dependencies.ts'
import { initialState } from './initial-state.ts'
import { interpolate } from './interpolate.ts'
import type { InterpolationContext } from './interpolation-context.ts'
import { pageRegex } from './page-regex.ts'
import { queryOptions } from './query-options.ts'
import { queryText, type VariableJson } from './variable-json.ts'
import type { ChoiceVariable, VariableOption, VariableState } from './variable-state.ts'

/** A variable with what is chosen of it, and what went wrong on the way. */
export interface LoadedVariable {
  readonly state: VariableState
  /** Why its choices are not known, in Grafana's words. */
  readonly error: string | undefined
}

/** What a dashboard's variables became. */
export interface LoadedVariables {
  readonly loaded: readonly LoadedVariable[]
  readonly missing: readonly MissingVariable[]
}

/** A variable that waits for another one that waits for it, or whose type is not covered: panels with it are never asked. */
export interface MissingVariable {
  readonly name: string
  readonly reason: 'circular' | 'not covered'
}

/** What a variable asks its data source. */
export interface VariableQuestion {
  readonly name: string
  /** Its query with the values of other variables put in. */
  readonly sql: string
  /** Those other variables. */
  readonly variables: readonly VariableState[]
}

export interface LoadOptions {
  /** The values of the dashboard's address by the variable's name. */
  readonly address: ReadonlyMap<string, readonly string[]>
  readonly context: Omit<InterpolationContext, 'variables' | 'interval'>
  /** The data sources of Grafana, in its order. */
  readonly dataSources: readonly { readonly name: string; readonly uid: string; readonly type: string }[]
  /** Told of each variable before others are asked with its value; may refuse it by throwing. */
  readonly accept?: (state: VariableState) => void
  /** Runs the query of a variable, and gives the fields of its answer; none where it failed. */
  readonly ask: (question: VariableQuestion) => Promise<readonly DataField[]>
}

/** Opens a dashboard's variables as Grafana's page does: each after those that it depends on. */
export async function loadVariables(
  variables: readonly VariableJson[],
  options: LoadOptions,
): Promise<LoadedVariables> {
  const { ordered, circular } = orderVariables(variables)
  const known = new Map<string, LoadedVariable>()
  for (const json of ordered) {
    const state = initialState(json, options.address.get(json.name))
    if (!state) continue
    const states = [...known.values()].map((loaded) => loaded.state)
    const loaded = await loadOne(json, state, states, options)
    options.accept?.(loaded.state)
    known.set(json.name, loaded)
  }
  const uncovered = ordered.filter(({ name }) => !known.has(name))
  return {
    loaded: variables.flatMap(({ name }) => known.get(name) ?? []),
    missing: [
      ...circular.map(({ name }): MissingVariable => ({ name, reason: 'circular' })),
      ...uncovered.map(({ name }): MissingVariable => ({ name, reason: 'not covered' })),
    ],
  }
}

async function loadOne(
  json: VariableJson,
  state: VariableState,
  states: readonly VariableState[],
  options: LoadOptions,
): Promise<LoadedVariable> {
  if (state.kind !== 'choices') return { state, error: undefined }
  const context = { ...options.context, variables: [...states, state] }
  try {
    const choices = await optionsOf(json, context, options)
    return { state: choose(json, state, choices), error: undefined }
  } catch (error) {
    return { state, error: error instanceof Error ? error.message : String(error) }
  }
}

/** A list without choices keeps what the dashboard says is chosen. */
function choose(
  { type }: VariableJson,
  state: ChoiceVariable,
  choices: readonly VariableOption[],
): ChoiceVariable {
  const keep = state.fromAddress || (type === 'custom' && choices.length === 0)
  return withOptions(state, choices, keep)
}

async function optionsOf(
  json: VariableJson,
  context: InterpolationContext,
  { dataSources, ask }: LoadOptions,
): Promise<VariableOption[]> {
  const text = queryText(json)
  const regex = interpolate(json.regex ?? '', context, 'regex')
  if (json.type === 'custom') {
    return json.valuesFormat === 'json'
      ? readJsonOptions(text)
      : readCustomOptions(interpolate(text, context, 'glob'))
  }
  if (json.type === 'datasource') {
    const pattern = regex === '' ? undefined : pageRegex(regex)
    const offered = dataSources.filter(
      ({ type, name }) => type === text && (pattern === undefined || pattern.test(name)),
    )
    return offered.map(({ name, uid }) => ({ text: name, value: uid }))
  }
  if (text === '') return []
  const { name } = json
  const { variables } = context
  const fields = await ask({ name, sql: interpolate(text, context, 'sql'), variables })
  return queryOptions(fields, { ...json, regex })
}
