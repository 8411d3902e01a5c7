import type { AlertRule } from '../../define/alerts/alert-rule.ts'
import type { WatchedQuery } from '../../define/alerts/watched-query.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import { alertQueries, type ProjectQuery } from '../../release/project-query.ts'
import type { Release } from '../../release/release.ts'
import type { Rule } from '../rule.ts'
import { panelResults } from './panel-results.ts'
import { missingFields } from './result-fits-panel/fields-for-panel.ts'
import { unknownFields } from './result-fits-panel/named-fields.ts'
import { unwatchable } from './result-fits-panel/watched-number.ts'

/** Reports a result that its panel or its alert cannot show. */
export const resultFitsPanel: Rule = {
  name: 'result-fits-panel',
  description:
    'A query returns what its panel draws and names, and an alert one number: Grafana shows "No data" for anything else.',
  *check(context) {
    for (const result of panelResults(context)) {
      const { panel, where, site } = result
      for (const checked of result.queries) {
        for (const problem of missingFields(panel, checked)) {
          yield { where: checked.query.where, ...problem, site }
        }
      }
      for (const problem of unknownFields(result)) yield { where, ...problem, site }
    }
    for (const { query, result } of context.queries) {
      if (query.kind !== 'alert' || !result.ok) continue
      for (const rule of context.release.alerts) {
        const watched = watchedBy(rule, context.release, query)
        if (!watched) continue
        for (const problem of unwatchable(watched, result.fields)) {
          yield { where: rule.name, ...problem, site: describeSite(rule) }
        }
      }
    }
  },
}

/** What a rule watches in a query that is one of its own. */
function watchedBy(rule: AlertRule, { project }: Release, { where }: ProjectQuery): WatchedQuery | undefined {
  const position = alertQueries(rule, project).findIndex((own) => own.where === where)
  return Object.values(rule.queries)[position]
}
