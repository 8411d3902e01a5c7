import { ruleCondition } from '../grafana/alerting/rule-condition.ts'
import { ruleOutcome } from '../grafana/alerting/rule-outcome.ts'
import { alertAnswer } from '../query/alert-answer.ts'
import type { QueryResult } from '../query/run-query.ts'
import type { ProjectQuery } from '../release/project-query.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import type { AlertInfo } from './api.ts'
import type { PreviewContent, PreviewRule } from './preview-content.ts'

/** How a rule stands now: what Grafana would make of it if it were evaluated for the first time. */
export async function alertInfo(
  { sites }: PreviewContent,
  { rule, every }: PreviewRule,
  ask: (query: ProjectQuery) => Promise<QueryResult>,
): Promise<AlertInfo> {
  const asked = await Promise.all(
    ruleQueries(rule).map(async ({ refId, query }) => ({ refId, result: await ask(query) })),
  )
  const answers = new Map(asked.map(({ refId, result }) => [refId, alertAnswer(result)]))
  const { state, instances, error, notCovered } = ruleOutcome(rule, answers)
  const { words, bounds } = ruleCondition(rule)
  const failed = asked.map(({ result }) => result).find((result) => !result.ok)
  const milliseconds = asked.map(({ result }) => (result.ok ? result.milliseconds : 0))
  const { summary = '', description = '' } = rule.annotations
  return {
    uid: rule.uid,
    title: rule.title,
    summary,
    description,
    severity: rule.labels.severity ?? '',
    receiver: rule.notification_settings.receiver,
    every,
    for: rule.for,
    condition: words,
    bounds,
    state: rule.isPaused ? 'paused' : state,
    noDataState: rule.noDataState,
    instances,
    sql: asked.map(({ result }) => result.sql).join('\n\n'),
    milliseconds: failed ? null : milliseconds.reduce((sum, part) => sum + part, 0),
    message: failed?.ok === false ? failed.message : (error ?? null),
    notCovered,
    site: sites.get(rule.uid) ?? null,
    dashboard: rule.dashboardUid ?? null,
    panel: rule.panelId ?? null,
  }
}
