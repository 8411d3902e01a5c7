import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge'
import {
  BarGaugeDisplayMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common'
import type { Query, RowOf } from '../query.ts'
import { thresholdColors, withThresholds } from './apply-options.ts'
import { queryPanel } from './define-panel.ts'
import type { Panel } from './panel.ts'
import type { PanelOptions, WithSdk } from './panel-options.ts'

export interface BarGaugeOptions<Q extends Query> extends PanelOptions<Q>, WithSdk<PanelBuilder> {}

/**
 * A bar for each row of the query, from `min` to `max`; without them, from the smallest value to the largest.
 *
 * @example barGaugePanel({ title: 'Disks', description: '…', unit: 'percent', min: 0, max: 100, query: diskUsage })
 */
export function barGaugePanel<Q extends Query>(options: BarGaugeOptions<Q>): Panel<RowOf<Q>> {
  return queryPanel(withThresholds(options), {
    builder: () => new PanelBuilder(),
    size: { width: 12, height: 9 },
    format: 'table',
    style: (panel) =>
      panel
        .colorScheme(thresholdColors())
        .displayMode(BarGaugeDisplayMode.Gradient)
        .orientation(VizOrientation.Horizontal)
        .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(true)),
    definedBy: barGaugePanel,
  })
}
