import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/gauge'
import type { Query } from '../query.ts'
import { applyOptions, thresholdColors, withThresholds } from './apply-options.ts'
import type { PanelOptions } from './panel-options.ts'

/** A gauge needs to know where its scale ends. */
export interface GaugeOptions<Q extends Query> extends PanelOptions<Q> {
  readonly min: number
  readonly max: number
}

/**
 * One number on a dial from `min` to `max`.
 *
 * @example gaugePanel({ title: 'Quota', description: '…', unit: 'short', min: 0, max: 10_000, query: quotaUsed })
 */
export function gaugePanel<Q extends Query>(options: GaugeOptions<Q>): PanelBuilder {
  return applyOptions(
    new PanelBuilder(),
    withThresholds(options),
    { width: 6, height: 9 },
    'table',
    gaugePanel,
  )
    .colorScheme(thresholdColors())
    .showThresholdMarkers(true)
    .showThresholdLabels(false)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
}
