import type { Dashboard as DashboardJson, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { VariableValues } from '../grafana/interpolate-variables.ts'
import { timeRange } from '../grafana/time-range.ts'
import { variableReferences } from '../grafana/variable-references.ts'
import type { QueryResult } from '../query/run-query.ts'
import { type Choice, choicesOfRows, fixedChoices } from '../query/variable-choices.ts'
import type { ProjectQuery } from '../release/project-query.ts'
import type { GivenVariables, VariableState } from './api.ts'
import { type GivenRange, sqlTexts } from './panel-query.ts'

/** What the variables of a dashboard are, and the values that its queries get. */
export interface ChosenVariables {
  readonly states: readonly VariableState[]
  readonly values: VariableValues
}

export const allValues = '$__all'

type Ask = (query: ProjectQuery, variables: VariableValues) => Promise<QueryResult>

/**
 * Chooses the values of a dashboard's variables from those that were asked for, and refuses what is not among their
 * choices: a value may end up in SQL unescaped.
 *
 * @throws SightlineError for a value that is not one of the choices
 */
export async function chooseVariables(
  dashboard: DashboardJson,
  given: GivenVariables,
  range: GivenRange,
  ask: Ask,
): Promise<ChosenVariables> {
  const states: VariableState[] = []
  const values: Record<string, string | readonly string[]> = {}
  for (const variable of dashboard.templating.list ?? []) {
    const { name, type } = variable
    const result = type === 'query' ? await ask(choicesQuery(dashboard, variable, range), values) : undefined
    const choices = result?.ok ? choicesOfRows(result.rows, variable) : fixedChoices(variable)
    const free = type === 'textbox' && isAlwaysEscaped(dashboard, name)
    const wanted = given[name]
    const initial = initialValue(variable, choices)
    if (wanted && !isSame(wanted, initial)) requireChoice(dashboard, variable, wanted, choices, free)
    const value = wanted ?? initial
    states.push({
      name,
      label: variable.label ?? name,
      description: variable.description ?? '',
      hidden: variable.hide === 2 || type === 'constant',
      multi: variable.multi ?? false,
      includeAll: variable.includeAll ?? false,
      free,
      choices,
      value,
      problem: result && !result.ok ? result.message : null,
    })
    values[name] = valueForQueries(variable, value, choices)
  }
  return { states, values }
}

function choicesQuery({ uid = '' }: DashboardJson, variable: VariableModel, range: GivenRange): ProjectQuery {
  return {
    kind: 'variable',
    where: `${uid}/$${variable.name}`,
    sql: typeof variable.query === 'string' ? variable.query : '',
    format: 'table',
    dashboard: undefined,
    panel: undefined,
    rangeAt: (now) => timeRange(range, now),
  }
}

/** Whether no text of a dashboard puts a variable into SQL without escaping it. */
function isAlwaysEscaped(dashboard: DashboardJson, name: string): boolean {
  const uses = sqlTexts(dashboard).flatMap((text) =>
    variableReferences(text).filter((one) => one.name === name),
  )
  return uses.every(({ format }) => format === 'sqlstring')
}

function requireChoice(
  { uid = '' }: DashboardJson,
  { name, multi, includeAll, type }: VariableModel,
  wanted: readonly string[],
  choices: readonly Choice[],
  free: boolean,
): void {
  const isChoice = (value: string) =>
    free || (value === allValues && includeAll === true) || choices.some((choice) => choice.value === value)
  const wrong = wanted.find((value) => !isChoice(value))
  if (wrong === undefined && (multi || wanted.length === 1)) return
  throw new SightlineError({
    what:
      wrong === undefined
        ? `The variable ${name} of the dashboard ${uid} takes one value.`
        : `The variable ${name} of the dashboard ${uid} does not have this value.`,
    value: wrong ?? wanted.join(', '),
    next:
      type === 'textbox'
        ? `Use \${${name}:sqlstring} everywhere: a free text is not put into SQL without escaping it.`
        : 'Take one of its choices.',
  })
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index])

/** What is chosen when a dashboard is first opened. */
function initialValue(
  { current, multi, includeAll, type, query }: VariableModel,
  choices: readonly Choice[],
): readonly string[] {
  const value = current?.value
  if (value !== undefined) return typeof value === 'string' ? [value] : value
  if (type === 'textbox') return [typeof query === 'string' ? query : '']
  if (multi) return includeAll ? [allValues] : choices.map((choice) => choice.value)
  return [choices[0]?.value ?? '']
}

/** All choices stand for `$__all`, unless the variable has a text of its own for it. */
function valueForQueries(
  { multi, includeAll, allValue }: VariableModel,
  value: readonly string[],
  choices: readonly Choice[],
): string | readonly string[] {
  if (value.includes(allValues)) return allValue ? allValue : choices.map((choice) => choice.value)
  return multi || includeAll ? value : (value[0] ?? '')
}
