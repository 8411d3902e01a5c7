import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge'
import {
  BarGaugeDisplayMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common'
import type { Query } from '../query.ts'
import { applyOptions, thresholdColors, withThresholds } from './apply-options.ts'
import type { GaugeOptions } from './gauge-panel.ts'

/**
 * A bar for each row of the query, from `min` to `max`.
 *
 * @example barGaugePanel({ title: 'Disks', description: '…', unit: 'percent', min: 0, max: 100, query: diskUsage })
 */
export function barGaugePanel<Q extends Query>(options: GaugeOptions<Q>): PanelBuilder {
  return applyOptions(
    new PanelBuilder(),
    withThresholds(options),
    { width: 12, height: 9 },
    'table',
    barGaugePanel,
  )
    .colorScheme(thresholdColors())
    .displayMode(BarGaugeDisplayMode.Gradient)
    .orientation(VizOrientation.Horizontal)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(true))
}
