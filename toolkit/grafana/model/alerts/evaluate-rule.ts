import type { Answer } from '../frames/read-answer.ts'
import { alertResults } from './alert-results.ts'
import type { AlertState } from './alert-state.ts'
import { type AlertValue, noDataValue } from './alert-value.ts'
import type { Surroundings } from './expressions/command.ts'
import { labelsKey } from './labels.ts'
import { buildPipeline, type RuleNode } from './pipeline.ts'
import { readValues } from './read-values.ts'
import { orRefused } from './refusal.ts'
import type { NodeError, NodeOutcome, RuleEvaluation } from './rule-evaluation.ts'
import type { RuleModel } from './rule-model.ts'

interface Moment {
  /** In milliseconds since 1970. */
  readonly at: number
  /** The alerts before it, which a recovery threshold looks at. */
  readonly states?: readonly AlertState[]
}

/**
 * Evaluates a rule for what its queries returned, as Grafana does at one moment.
 *
 * @example evaluateRule(rule, new Map([['A', answer]]), { at: Date.now() })
 */
export function evaluateRule(
  rule: Pick<RuleModel, 'condition' | 'data'>,
  answers: ReadonlyMap<string, Answer>,
  { at, states = [] }: Moment,
): RuleEvaluation {
  const outcomes = new Map<string, NodeOutcome>()
  const notices = new Map<AlertValue, string[]>()
  const active = new Set(states.filter(isActive).map(({ resultLabels }) => labelsKey(resultLabels)))
  const surroundings: Surroundings = {
    at,
    valuesOf(refId) {
      const outcome = outcomes.get(refId)
      return outcome && 'values' in outcome ? outcome.values : []
    },
    isActive: (labels) => active.has(labelsKey(labels)),
    notice: (value, text) => notices.set(value, [...(notices.get(value) ?? []), text]),
  }
  const pipeline = orRefused(() => buildPipeline(rule))
  const refused = 'refused' in pipeline ? pipeline.refused : missingCondition(rule)
  if (!('refused' in pipeline))
    for (const node of pipeline)
      outcomes.set(node.refId, evaluateNode(node, { answers, outcomes, surroundings }))
  if (refused === undefined) return { at, outcomes, notices, results: alertResults(rule, outcomes) }
  const error = { text: refused }
  return { at, refused, outcomes, notices, results: [{ labels: {}, state: 'Error', values: {}, error }] }
}

/** An alert for which the threshold of recovery holds. */
const isActive = ({ state, reason }: AlertState): boolean =>
  reason === '' && (state === 'Alerting' || state === 'Pending')

function missingCondition({ condition, data }: Pick<RuleModel, 'condition' | 'data'>): string | undefined {
  if (data.some(({ refId }) => refId === condition)) return undefined
  if (condition === '') return 'condition must not be empty'
  const refIds = data.map(({ refId }) => refId).join(' ')
  return `[alerting.alert-rule.conditionNotExist] Condition ${condition} does not exist, must be one of [${refIds}]`
}

interface Known {
  readonly answers: ReadonlyMap<string, Answer>
  readonly outcomes: ReadonlyMap<string, NodeOutcome>
  readonly surroundings: Surroundings
}

function evaluateNode({ refId, command }: RuleNode, { answers, outcomes, surroundings }: Known): NodeOutcome {
  if (!command) return readAnswer(refId, answers.get(refId))
  const failed = command.needs.find((needed) => {
    const outcome = outcomes.get(needed)
    return outcome && 'error' in outcome
  })
  if (failed !== undefined)
    return {
      error: {
        text: `[sse.dependencyError] did not execute expression [${refId}] due to a failure of the dependent expression or query [${failed}]`,
        dependency: failed,
      },
    }
  const values = orRefused(() => command.run(surroundings))
  return 'refused' in values ? { error: { text: values.refused } } : { values }
}

function readAnswer(refId: string, answer: Answer | undefined): NodeOutcome {
  if (!answer || answer.kind === 'nothing') return { values: [noDataValue()] }
  if (answer.kind === 'error')
    return {
      error: queryError(refId, `[sse.dataQueryError] failed to execute query [${refId}]: ${answer.error}`),
    }
  const values = orRefused(() => readValues(answer.frame))
  return 'refused' in values
    ? { error: queryError(refId, `[sse.readDataError] [${refId}] got error: ${values.refused}`) }
    : { values }
}

const queryError = (query: string, text: string): NodeError => ({ query, text })
