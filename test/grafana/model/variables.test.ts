import { DatabaseError } from 'pg'
import { describe, expect, test } from 'vitest'
import type { DataField } from '../../../toolkit/grafana/model/frames/frame.ts'
import { readAnswer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import { expandMacros } from '../../../toolkit/grafana/model/macros/expand-macros.ts'
import { interpolate } from '../../../toolkit/grafana/model/variables/interpolate.ts'
import {
  type LoadedVariable,
  type LoadOptions,
  loadVariables,
  type VariableQuestion,
} from '../../../toolkit/grafana/model/variables/load-variables.ts'
import type { VariableJson } from '../../../toolkit/grafana/model/variables/variable-json.ts'
import type { VariableOption } from '../../../toolkit/grafana/model/variables/variable-state.ts'
import { variableText, variableValue } from '../../../toolkit/grafana/model/variables/variable-value.ts'
import { rawResults } from '../../../toolkit/query/raw-results.ts'
import { testDatabase } from '../../support/database.ts'
import { recordedCases } from './corpus.ts'
import { grafanaDataSources } from './recorded-data-sources.ts'

const database = await testDatabase()
const client = await database.connect()
const range = { from: new Date('2024-03-10T00:00:00Z'), to: new Date('2024-03-10T01:00:00Z') }
const now = new Date('2026-09-10T12:00:00Z')

interface OneInput {
  readonly variable: Omit<VariableJson, 'name'>
  readonly address: readonly string[] | null
}

interface ChainedInput {
  readonly variables: readonly VariableJson[]
  readonly address: readonly (readonly [string, string])[]
}

/** The fields of the answer to a variable's query, for which the page asks with an interval of 0. */
async function fieldsOf({ sql }: Pick<VariableQuestion, 'sql'>): Promise<readonly DataField[]> {
  const expanded = expandMacros(sql, { range, interval: 0, now })
  if (!expanded.ok) return []
  try {
    const results = await rawResults(client, expanded.sql, 'simple')
    const answer = readAnswer(results, { format: 'table', range, fill: undefined, rowLimit: 1000 })
    return answer.kind === 'frame' ? answer.frame.fields : []
  } catch (error) {
    if (error instanceof DatabaseError) return []
    throw error
  }
}

const context: LoadOptions['context'] = {
  range,
  dashboard: { uid: 'vo', title: 'vo' },
  user: { id: 1, login: 'admin', email: 'admin@localhost' },
  org: { id: 1, name: 'Main Org.' },
}

const optional = <K extends string, V>(key: K, value: V | undefined) =>
  value === undefined ? {} : { [key]: value }

const writtenOption = ({ text, value, properties }: VariableOption) => ({
  ...optional('text', text),
  ...optional('value', value),
  ...optional('properties', properties),
})

/** Long lists are recorded by their ends. */
function writtenOptions(options: readonly VariableOption[], recorded: unknown): unknown {
  if (Array.isArray(recorded)) return options.map(writtenOption)
  const ends = options.map(({ text, value, properties }) => ({ label: text, value, properties }))
  return { count: options.length, first: ends.slice(0, 3), last: ends.at(-1) }
}

function written({ state, error }: LoadedVariable, recorded: { readonly options?: unknown }): unknown {
  const value = variableValue(state, undefined, range)
  if (state.kind === 'interval') return { value, intervals: state.intervals }
  if (state.kind !== 'choices') return { value }
  const stateValue = JSON.stringify(state.value)
  return {
    options: writtenOptions(state.options, recorded.options),
    value,
    text: variableText(state, undefined, range),
    ...(stateValue.includes('$__all') && { stateValue: state.value }),
    ...optional('error', error),
  }
}

const cases = recordedCases<OneInput | ChainedInput, RecordedOutput>('variables')

interface RecordedOutput {
  readonly options?: unknown
  readonly variables?: readonly {
    readonly name: string
    readonly value: string
    readonly options: readonly string[]
  }[]
  readonly queries?: readonly string[]
  readonly panelSql?: string | null
}

describe('the choices of a variable and what is chosen', () => {
  const single = cases.flatMap(({ name, input, output }) =>
    'variable' in input ? [{ name, input, output }] : [],
  )

  test.each(single)('$name', async ({ input, output }) => {
    const address = new Map(input.address ? [['variable', input.address]] : [])
    const json = { ...input.variable, name: 'variable' }
    const options = { address, context, dataSources: grafanaDataSources, ask: fieldsOf }
    const { loaded } = await loadVariables([json], options)
    expect(loaded.map((one) => written(one, output))).toEqual([output])
  })
})

describe('variables that depend on each other', () => {
  const chained = cases.flatMap(({ name, input, output }) =>
    'variables' in input ? [{ name, input, output }] : [],
  )

  test.each(chained)('$name', async ({ input, output }) => {
    const queries: string[] = []
    const ask = (question: VariableQuestion) => {
      queries.push(question.sql)
      return fieldsOf(question)
    }
    const address = new Map(input.variables.map(({ name }) => [name, valuesFor(name, input.address)]))
    const options = { address, context, dataSources: grafanaDataSources, ask }
    const { loaded, missing } = await loadVariables(input.variables, options)
    expect(queries).toEqual(output.queries)
    expect([...loaded.map(chainedOutput), ...missing.map(missingOutput)]).toEqual(output.variables)
    const texts = input.variables.map(({ name }) => `$q$\${${name}}$q$ as ${name}`)
    const panel = interpolate(
      `select 1 as v, ${texts.join(', ')}`,
      { ...context, variables: loaded.map(({ state }) => state) },
      'sql',
    )
    expect(missing.length > 0 ? null : panel).toBe(output.panelSql)
  })
})

const valuesFor = (name: string, address: ChainedInput['address']): string[] =>
  address.filter(([key]) => key === name).map(([, value]) => value)

function chainedOutput({ state, error }: LoadedVariable): unknown {
  const value = variableValue(state, undefined, range)
  if (state.kind !== 'choices') return { name: state.name, value, options: [] }
  return {
    name: state.name,
    value: cut(value),
    text: cut(variableText(state, undefined, range)),
    options: state.options.map((option) => option.value),
    ...optional('error', error),
  }
}

const missingOutput = ({ name }: { readonly name: string }) => ({ name, value: '', text: '', options: [] })

// Long values are recorded without their end.
const cut = (value: unknown): unknown =>
  typeof value === 'string' && value.length > 60 ? `${value.slice(0, 60)}…` : value
