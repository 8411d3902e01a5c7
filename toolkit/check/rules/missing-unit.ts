import type { Rule } from '../rule.ts'
import { fieldsWithout } from './field-settings.ts'
import { panelResults } from './panel-results.ts'

const numberPanels = new Set(['stat', 'gauge', 'bargauge', 'timeseries', 'piechart'])

/** Reports a number of which nobody knows what it counts. */
export const missingUnit: Rule = {
  name: 'missing-unit',
  description:
    'Every number of a stat, gauge, bar gauge, time series or pie chart has a unit, set for the panel or for its field.',
  *check(context) {
    for (const result of panelResults(context)) {
      if (!numberPanels.has(result.panel.type)) continue
      const missing = fieldsWithout(result, 'unit', (unit) => typeof unit === 'string' && unit !== '')
      if (!missing) continue
      const { where, site } = result
      const what = missing.length > 0 ? `No unit is set for ${missing.join(', ')}.` : 'It has no unit.'
      yield { where, what, next: "Set `unit`; a plain count is 'short', and a bare number 'none'.", site }
    }
  },
}
