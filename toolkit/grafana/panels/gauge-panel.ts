import { PanelBuilder as BarGaugeBuilder } from '@grafana/grafana-foundation-sdk/bargauge'
import {
  BarGaugeDisplayMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder as GaugeBuilder } from '@grafana/grafana-foundation-sdk/gauge'
import type { Query } from '../../define/query.ts'
import { applyOptions, thresholdColors } from './apply-options.ts'
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
export function gaugePanel<Q extends Query>(options: GaugeOptions<Q>): GaugeBuilder {
  return applyOptions(new GaugeBuilder(), options, { width: 6, height: 9 }, 'table', gaugePanel)
    .colorScheme(thresholdColors())
    .showThresholdMarkers(true)
    .showThresholdLabels(false)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
}

/** A bar for each row of the query, from `min` to `max`. */
export function barGaugePanel<Q extends Query>(options: GaugeOptions<Q>): BarGaugeBuilder {
  return applyOptions(new BarGaugeBuilder(), options, { width: 12, height: 9 }, 'table', barGaugePanel)
    .colorScheme(thresholdColors())
    .displayMode(BarGaugeDisplayMode.Gradient)
    .orientation(VizOrientation.Horizontal)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(true))
}
