import { describe, expect, test } from 'vitest'
import { advance, changeRule } from '../../../toolkit/grafana/model/alerts/advance.ts'
import { type AlertState, ruleStatus, stateText } from '../../../toolkit/grafana/model/alerts/alert-state.ts'
import { evaluateRule } from '../../../toolkit/grafana/model/alerts/evaluate-rule.ts'
import type {
  ExecErrState,
  NoDataState,
  RuleModel,
} from '../../../toolkit/grafana/model/alerts/rule-model.ts'
import type { Answer } from '../../../toolkit/grafana/model/frames/read-answer.ts'
import { serverField } from '../../../toolkit/grafana/model/frames/server-frame.ts'
import { recordedCases } from './corpus.ts'

type Evaluator = readonly [type: string, params: readonly number[]]

/** What the query of a rule returned at an evaluation. */
type Step = 'error' | Readonly<Record<string, number | null>> | readonly (readonly [string, number | null])[]

interface Script {
  readonly for: string
  readonly keepFiringFor?: string
  readonly missingSeriesEvalsToResolve?: number
  readonly noDataState: NoDataState
  readonly execErrState: ExecErrState
  readonly condition: {
    readonly evaluator?: Evaluator
    readonly unloadEvaluator?: Evaluator
    readonly math?: string
  }
  readonly actions?: readonly { readonly do: keyof typeof changes; readonly afterEvaluation: number }[]
  readonly steps: readonly Step[]
}

interface RecordedStep {
  readonly rule: string
  readonly health: string
  readonly alerts: readonly (readonly [Readonly<Record<string, string>>, string, number])[]
  readonly lastError?: string
  readonly interval?: number
}

const interval = '5s'
const seconds = 5

/** What was done with a rule between two evaluations. */
const changes = {
  relabel: (rule: RuleModel) => ({ ...rule, labels: { team: 'x' } }),
  annotate: (rule: RuleModel) => rule,
  same: (rule: RuleModel) => rule,
  requery: (rule: RuleModel) => ({
    ...rule,
    data: rule.data.map((query) => ({ ...query, model: { ...query.model, changed: true } })),
  }),
  retitle: (rule: RuleModel) => ({ ...rule, title: 'another' }),
  refor: (rule: RuleModel) => ({ ...rule, for: '20s' }),
  changeNoData: (rule: RuleModel): RuleModel => ({ ...rule, noDataState: 'Alerting' }),
  pause: (rule: RuleModel) => ({ ...rule, isPaused: true }),
  resume: (rule: RuleModel) => rule,
}

function scriptedRule({ condition, steps: _, actions: __, ...settings }: Script): RuleModel {
  const range = { from: 600, to: 0 }
  const evaluatorOf = ([type, params]: Evaluator) => ({ type, params })
  const { evaluator, unloadEvaluator, math } = condition
  const last = evaluator
    ? {
        type: 'threshold',
        expression: 'B',
        conditions: [
          {
            evaluator: evaluatorOf(evaluator),
            ...(unloadEvaluator && { unloadEvaluator: evaluatorOf(unloadEvaluator) }),
          },
        ],
      }
    : { type: 'math', expression: math }
  return {
    ...settings,
    title: 'scripted',
    condition: 'C',
    labels: {},
    data: [
      { refId: 'A', datasourceUid: 'pg', relativeTimeRange: range, model: {} },
      {
        refId: 'B',
        datasourceUid: '__expr__',
        relativeTimeRange: range,
        model: { type: 'reduce', expression: 'A', reducer: 'last' },
      },
      { refId: 'C', datasourceUid: '__expr__', relativeTimeRange: range, model: last },
    ],
  }
}

function answerOf(step: Step): Answer {
  if (step === 'error')
    return { kind: 'error', error: 'db query error: ERROR: scripted error (SQLSTATE P0001)' }
  const rows = Array.isArray(step) ? step : Object.entries(step)
  const fields =
    rows.length === 0
      ? []
      : [
          serverField('host', 'string', { values: rows.map(([host]) => host) }),
          serverField('v', 'float64', { values: rows.map(([, value]) => value) }),
        ]
  return { kind: 'frame', frame: { refId: 'A', fields, length: rows.length, notices: [] } }
}

function run(script: Script, recorded: readonly RecordedStep[]): RecordedStep[] {
  let rule = scriptedRule(script)
  let states: readonly AlertState[] = []
  const moments: number[] = []
  return recorded.map(({ interval: tick }, index) => {
    for (const action of script.actions ?? []) {
      if (action.afterEvaluation !== index) continue
      const changed = changes[action.do](rule)
      states = changeRule(states, { rule, interval }, { rule: changed, interval })
      if (action.do !== 'pause') rule = changed
    }
    const at = (tick ?? index + 1) * seconds * 1000
    moments.push(at)
    const answer = answerOf(script.steps[index] ?? script.steps.at(-1) ?? {})
    const evaluation = evaluateRule(rule, new Map([['A', answer]]), { at, states })
    states = advance(states, evaluation, { rule, interval })
    const { state, health, lastError } = ruleStatus(states)
    const alerts = states.map(
      (alert) => [alert.labels, stateText(alert), alert.activeAt / 1000 / seconds] as const,
    )
    return {
      rule: state,
      health,
      alerts,
      ...(lastError !== undefined && { lastError }),
      ...(tick !== undefined && { interval: tick }),
    }
  })
}

describe('alerts of a rule, evaluation by evaluation', () => {
  test.each(recordedCases<Script, { readonly steps: readonly RecordedStep[] }>('alert-states'))(
    '$name',
    ({ input, output }) => {
      expect(run(input, output.steps)).toEqual(output.steps)
    },
  )
})
