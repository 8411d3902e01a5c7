import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Rule } from '../rule.ts'
import { atPath, listAt } from './at-path.ts'
import { fieldsWithout } from './field-settings.ts'
import { panelResults } from './panel-results.ts'

/** Reports a panel that Grafana would turn red at 80, whatever it shows. */
export const missingThreshold: Rule = {
  name: 'missing-threshold',
  description:
    'A panel coloured by thresholds has its own, since Grafana would take red from 80 up: gauges and bar gauges, and stats that colour their value.',
  *check(context) {
    for (const result of panelResults(context)) {
      if (!isColoredByThresholds(result.panel)) continue
      const missing = fieldsWithout(result, 'thresholds', (value) => listAt(value, 'steps').length > 0)
      if (!missing) continue
      const { where, site, panel } = result
      yield {
        where,
        what: `This ${panel.type} has no thresholds of its own${missing.length > 0 ? ` for ${missing.join(', ')}` : ''}, so Grafana colours it red from 80 up.`,
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
