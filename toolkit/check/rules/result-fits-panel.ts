import { describeSite } from '../../foundation/definition-site.ts'
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
      const rule = context.release.alerts.find(({ name }) => query.kind === 'alert' && name === query.where)
      if (!rule || !result.ok) continue
      for (const problem of unwatchable(rule, result.fields)) {
        yield { where: rule.name, ...problem, site: describeSite(rule) }
      }
    }
  },
}
