import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Rule } from '../rule.ts'
import { atPath, listAt } from './at-path.ts'
import { fieldsWithout } from './field-settings.ts'
import { panelResults } from './panel-results.ts'

/** Reports a panel whose colours do not tell good from bad. */
export const missingThreshold: Rule = {
  name: 'missing-threshold',
  description:
    'A panel coloured by thresholds has its own that tell good from bad: gauges and bar gauges, and stats that colour their value.',
  *check(context) {
    for (const result of panelResults(context)) {
      if (!isColoredByThresholds(result.panel)) continue
      const missing = fieldsWithout(result, 'thresholds', (value) => listAt(value, 'steps').length > 1)
      if (!missing) continue
      const { where, site, panel } = result
      yield {
        where,
        what: `This ${panel.type} has no thresholds of its own${missing.length > 0 ? ` for ${missing.join(', ')}` : ''}, so no colour tells good from bad.`,
        next: "Set `thresholds`, such as thresholds('green', [100, 'red']), or a fixed colour.",
        site,
      }
    }
  },
}

function isColoredByThresholds({ type, fieldConfig, options }: Panel): boolean {
  const mode: string = fieldConfig?.defaults.color?.mode ?? 'thresholds'
  if (mode !== 'thresholds') return false
  return (
    type === 'gauge' || type === 'bargauge' || (type === 'stat' && atPath(options, 'colorMode') !== 'none')
  )
}
