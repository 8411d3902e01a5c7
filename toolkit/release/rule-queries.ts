import type { RuleJson } from '../grafana/alerting/build-rule.ts'
import { isExpression } from '../grafana/model/alerts/rule-model.ts'
import { alertQuery, type ProjectQuery } from './project-query.ts'

/** A query of a rule, and what the rule's expressions call it. */
export interface NamedQuery {
  readonly refId: string
  readonly query: ProjectQuery
}

/** The queries of a rule that a data source answers. */
export function ruleQueries({ title, data }: Pick<RuleJson, 'title' | 'data'>): NamedQuery[] {
  const asked = data.filter((query) => !isExpression(query))
  return asked.map(({ refId, datasourceUid, model, relativeTimeRange }) => {
    const sql = typeof model.rawSql === 'string' ? model.rawSql : ''
    const where = asked.length === 1 ? title : `${title} ${refId}`
    return { refId, query: alertQuery(where, sql, datasourceUid, relativeTimeRange) }
  })
}
