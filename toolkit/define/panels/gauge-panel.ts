import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/gauge'
import type { Query, RowOf } from '../query.ts'
import { thresholdColors, withThresholds } from './apply-options.ts'
import { queryPanel } from './define-panel.ts'
import type { Panel } from './panel.ts'
import type { PanelOptions, WithSdk } from './panel-options.ts'

export interface GaugeOptions<Q extends Query> extends PanelOptions<Q>, WithSdk<PanelBuilder> {}

/**
 * One number on a dial, from `min` to `max`; without them, from the smallest value to the largest.
 *
 * @example gaugePanel({ title: 'Quota', description: '…', unit: 'short', min: 0, max: 10_000, query: quotaUsed })
 */
export function gaugePanel<Q extends Query>(options: GaugeOptions<Q>): Panel<RowOf<Q>> {
  return queryPanel(withThresholds(options), {
    builder: () => new PanelBuilder(),
    size: { width: 6, height: 9 },
    format: 'table',
    style: (panel) =>
      panel
        .colorScheme(thresholdColors())
        .showThresholdMarkers(true)
        .showThresholdLabels(false)
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false)),
    definedBy: gaugePanel,
  })
}
