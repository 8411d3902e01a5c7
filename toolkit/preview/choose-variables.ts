import type { Dashboard as DashboardJson, VariableModel } from '@grafana/grafana-foundation-sdk/dashboard'
import { SightlineError } from '../foundation/sightline-error.ts'
import { timeRange } from '../grafana/model/time/time-range.ts'
import { type LoadedVariable, loadVariables } from '../grafana/model/variables/load-variables.ts'
import { queryText } from '../grafana/model/variables/variable-json.ts'
import { allValue, autoValue, isList, type VariableState } from '../grafana/model/variables/variable-state.ts'
import { variableReferences } from '../grafana/variable-references.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import type { GivenVariables, VariableState as ShownVariable, VariableChoice } from './api.ts'
import type { Choices } from './choice-keeper.ts'
import { dashboardQuery, type GivenRange, sqlTexts } from './panel-query.ts'

/** What the page shows of the variables of a dashboard, and what its queries get. */
export interface ChosenVariables {
  readonly shown: readonly ShownVariable[]
  readonly states: readonly VariableState[]
}

/** Runs the query of a variable with the values of those that it depends on. */
export type AskVariable = (
  query: ProjectQuery<QueriedDashboard>,
  variables: readonly VariableState[],
) => Promise<Choices>

/**
 * Chooses the values of a dashboard's variables from those that were asked for, as Grafana does, but refuses what is not
 * among their choices: a value may end up in SQL unescaped.
 *
 * @throws SightlineError for a value that is not one of the choices
 */
export async function chooseVariables(
  dashboard: DashboardJson,
  given: GivenVariables,
  range: GivenRange,
  now: Date,
  ask: AskVariable,
): Promise<ChosenVariables> {
  const list = dashboard.templating.list ?? []
  const failures = new Map<string, string>()
  const { loaded } = await loadVariables(list, {
    address: new Map(Object.entries(given)),
    context: {
      range: timeRange(range, now, {}, dashboard.timezone),
      rawRange: range,
      zone: dashboard.timezone ?? 'utc',
    },
    dataSources: list.flatMap(dataSourcesOf),
    accept: (state) => {
      const wanted = given[state.name]
      const model = list.find(({ name }) => name === state.name)
      if (wanted && model) requireChoice(dashboard, model, wanted, state)
    },
    ask: async ({ name, variables }) => {
      const model = list.find((one) => one.name === name)
      const asked = { sql: queryText(model ?? { type: 'query', name }), dataSource: model?.datasource?.uid }
      const query = { ...dashboardQuery(dashboard, range, 'variable', `$${name}`), ...asked }
      const result = await ask(query, variables)
      if (!result.ok) failures.set(name, result.message)
      return result.ok ? result.fields : []
    },
  })
  return {
    states: loaded.map(({ state }) => state),
    shown: list.flatMap((model) => {
      const one = loaded.find(({ state }) => state.name === model.name)
      return one ? shownVariable(dashboard, model, one, failures.get(model.name)) : []
    }),
  }
}

/** The data sources of the preview are one, by the name that the dashboard has chosen. */
function dataSourcesOf({ type, query, current }: VariableModel) {
  if (type !== 'datasource' || typeof query !== 'string') return []
  const [uid = 'default'] = [current?.value ?? []].flat()
  return [{ name: uid, uid, type: query }]
}

function shownVariable(
  dashboard: DashboardJson,
  { name, type, label, description, hide, multi, includeAll }: VariableModel,
  { state, error }: LoadedVariable,
  failure: string | undefined,
): ShownVariable {
  return {
    name,
    label: label ?? name,
    description: description ?? '',
    hidden: hide === 2 || type === 'constant',
    multi: multi ?? false,
    includeAll: includeAll ?? false,
    free: type === 'textbox' && isAlwaysEscaped(dashboard, name),
    choices: choicesOf(state),
    value: (isList(state.value) ? state.value : [state.value]).map(String),
    problem: failure ?? error ?? null,
  }
}

function choicesOf(state: VariableState): VariableChoice[] {
  if (state.kind === 'interval') return state.intervals.map((value) => ({ text: value, value }))
  if (state.kind === 'switch') return ['true', 'false'].map((value) => ({ text: value, value }))
  if (state.kind !== 'choices') return []
  return state.options.map(({ text = '', value = '' }) => ({ text, value }))
}

/** Whether no text of a dashboard puts a variable into SQL without escaping it. */
function isAlwaysEscaped(dashboard: DashboardJson, name: string): boolean {
  const uses = sqlTexts(dashboard).flatMap((text) =>
    variableReferences(text).filter((one) => one.name === name),
  )
  return uses.every(({ format }) => format === 'sqlstring')
}

function requireChoice(
  dashboard: DashboardJson,
  { name, multi, includeAll, type, query }: VariableModel,
  wanted: readonly string[],
  state: VariableState,
): void {
  const free = type === 'textbox' && isAlwaysEscaped(dashboard, name)
  const choices = choicesOf(state)
  const isChoice = (value: string) =>
    free ||
    (value === allValue && includeAll === true) ||
    (value === autoValue && state.kind === 'interval') ||
    (type === 'textbox' && value === (query ?? '')) ||
    choices.some((choice) => choice.value === value || choice.text === value)
  const wrong = wanted.find((value) => !isChoice(value))
  if (wrong === undefined && (multi || wanted.length <= 1)) return
  const { uid = '' } = dashboard
  throw new SightlineError({
    code: wrong === undefined ? 'too-many-values' : 'unknown-variable-value',
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
