import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts'
import { completeTarget } from './complete-target.ts'
import { withDefaults, without } from './with-defaults.ts'

/** A rule with all that Grafana, or its page of the rule, writes out where the definition says nothing. */
export function completeRule(rule: JsonObject): JsonObject {
  const { data, ...fields } = withDefaults(rule, { isPaused: false, missingSeriesEvalsToResolve: 0 })
  return { ...fields, data: isJsonList(data) ? data.map(completeQuery) : [] }
}

function completeQuery(query: Json): Json {
  if (!isJsonObject(query) || !isJsonObject(query.model)) return query
  const { model, relativeTimeRange = null, ...fields } = query
  const filled = withDefaults(completeTarget(model, model.datasource ?? null), {
    intervalMs: 1000,
    maxDataPoints: 43_200,
  })
  if (query.datasourceUid !== '__expr__') return { ...fields, relativeTimeRange, model: filled }
  // An expression asks nothing of a database: it has no time range of its own.
  return { ...fields, model: completeExpression(without(filled, new Set(['datasource']))) }
}

function completeExpression(model: JsonObject): JsonObject {
  const { conditions, type } = model
  if (!isJsonList(conditions)) return model
  return {
    ...model,
    conditions: conditions.map((one) => completeCondition(one, type === 'classic_conditions')),
  }
}

/** The page writes the fields of a classic condition into every threshold, which does not read them. */
const classicFields: ReadonlySet<string> = new Set(['operator', 'query', 'reducer', 'type'])

function completeCondition(condition: Json, isClassic: boolean): Json {
  if (!isJsonObject(condition)) return condition
  const { evaluator = null, ...fields } = condition
  const own = isClassic
    ? withDefaults(fields, { type: 'query', operator: { type: 'and' }, reducer: { params: [] } })
    : without(fields, classicFields)
  return { ...own, evaluator: withOneLimit(evaluator) }
}

const ofOneLimit: ReadonlySet<Json | undefined> = new Set(['gt', 'lt', 'gte', 'lte', 'eq', 'ne'])

/** The page keeps a second limit, which only a range has a use for. */
function withOneLimit(evaluator: Json): Json {
  if (!isJsonObject(evaluator) || !isJsonList(evaluator.params) || !ofOneLimit.has(evaluator.type))
    return evaluator
  return { ...evaluator, params: evaluator.params.slice(0, 1) }
}
