import { durationSeconds } from '../foundation/durations.ts'
import { evaluateRule } from '../grafana/alerting/evaluate-rule.ts'
import { ruleCondition } from '../grafana/alerting/rule-condition.ts'
import type { QueryResult } from '../query/run-query.ts'
import type { ProjectQuery } from '../release/project-query.ts'
import type { AlertInfo } from './api.ts'
import type { PreviewContent, PreviewRule } from './preview-content.ts'

/** How a rule stands now: what its query returns, held against its condition. */
export async function alertInfo(
  { sites }: PreviewContent,
  { rule, every }: PreviewRule,
  ask: (query: ProjectQuery) => Promise<QueryResult>,
): Promise<AlertInfo> {
  const result = await ask(ruleQuery(rule))
  const instances = result.ok ? evaluateRule(rule, result.fields, result.rows) : []
  const { words, bounds } = ruleCondition(rule)
  const firing = instances.some((instance) => instance.firing)
  const waits = durationSeconds(rule.for) > 0
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
    state: !result.ok
      ? 'error'
      : firing
        ? waits
          ? 'pending'
          : 'firing'
        : instances.length === 0
          ? 'no data'
          : 'normal',
    noDataState: rule.noDataState,
    instances,
    sql: result.sql,
    milliseconds: result.ok ? result.milliseconds : null,
    message: result.ok ? null : result.message,
    site: sites.get(rule.uid) ?? null,
    dashboard: rule.dashboardUid ?? null,
    panel: rule.panelId ?? null,
  }
}

function ruleQuery({ title, data }: PreviewRule['rule']): ProjectQuery {
  const [query] = data
  const { from = 0, to = 0 } = query?.relativeTimeRange ?? {}
  const before = (now: Date, seconds: number) => new Date(now.getTime() - seconds * 1000)
  return {
    kind: 'alert',
    where: title,
    sql: String(query?.model.rawSql ?? ''),
    format: 'table',
    dashboard: undefined,
    panel: undefined,
    rangeAt: (now) => ({ from: before(now, from), to: before(now, to) }),
  }
}
